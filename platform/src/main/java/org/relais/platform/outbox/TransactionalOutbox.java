package org.relais.platform.outbox;

import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topic;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects what a transaction appends, stores it with one statement just before the commit, and tells the relay afterwards. */
final class TransactionalOutbox implements Outbox {

    private final EventPreparation preparation;
    private final SequenceTable sequences;
    private final OutboxTable table;
    private final HandOff handOff;

    TransactionalOutbox(EventPreparation preparation, SequenceTable sequences, OutboxTable table, HandOff handOff) {
        this.preparation = preparation;
        this.sequences = sequences;
        this.table = table;
        this.handOff = handOff;
    }

    @Override
    public PreparedEvent prepare(Topic topic, SpecificRecord event) {
        return preparation.prepare(topic, event);
    }

    @Override
    public void append(Collection<PreparedEvent> events) {
        AppendedEvents appended = appended();
        appended.add(events.stream().map(AppendedEvents.Prepared::new).toList());
    }

    @Override
    public void append(
            Topic topic, String requestId, Numbering numbering, LongFunction<? extends SpecificRecord> numbered) {
        // The trace is that of whoever appends; at the commit it may be another's, or none.
        String traceparent = EventPreparation.traceparent();
        appended()
                .add(List.of(new AppendedEvents.Numbered(
                        new NumberedStream(topic.name(), requestId, numbering),
                        number -> preparation.prepare(topic, numbered.apply(number), traceparent))));
    }

    private AppendedEvents appended() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("events must be appended inside a transaction");
        }
        @Nullable AppendedEvents appended = (AppendedEvents) TransactionSynchronizationManager.getResource(this);
        if (appended == null) {
            appended = new AppendedEvents(this, sequences, table, handOff);
            TransactionSynchronizationManager.bindResource(this, appended);
            TransactionSynchronizationManager.registerSynchronization(appended);
        }
        return appended;
    }
}
