package org.relais.platform.outbox;

import java.util.Collection;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topic;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects what a transaction appends, stores it with one statement just before the commit, and tells the relay afterwards. */
final class TransactionalOutbox implements Outbox {

    private final EventPreparation preparation;
    private final OutboxTable table;
    private final HandOff handOff;

    TransactionalOutbox(EventPreparation preparation, OutboxTable table, HandOff handOff) {
        this.preparation = preparation;
        this.table = table;
        this.handOff = handOff;
    }

    @Override
    public PreparedEvent prepare(Topic topic, SpecificRecord event) {
        return preparation.prepare(topic, event);
    }

    @Override
    public void append(Collection<PreparedEvent> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events must be appended inside a transaction");
        }
        if (!events.isEmpty()) {
            appended().add(events);
        }
    }

    private AppendedEvents appended() {
        @Nullable AppendedEvents appended = (AppendedEvents) TransactionSynchronizationManager.getResource(this);
        if (appended == null) {
            appended = new AppendedEvents(this, table, handOff);
            TransactionSynchronizationManager.bindResource(this, appended);
            TransactionSynchronizationManager.registerSynchronization(appended);
        }
        return appended;
    }
}
