package org.relais.platform.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What one transaction has appended. */
final class AppendedEvents implements TransactionSynchronization, Ordered {

    private final Object owner;
    private final OutboxTable table;
    private final HandOff handOff;
    private final List<PreparedEvent> waiting = new ArrayList<>();
    private final List<OutboxRow> promised = new ArrayList<>();
    private boolean others;
    private boolean flushed;

    AppendedEvents(Object owner, OutboxTable table, HandOff handOff) {
        this.owner = owner;
        this.table = table;
        this.handOff = handOff;
    }

    void add(Collection<PreparedEvent> events) {
        waiting.addAll(events);
        if (flushed) {
            store();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(owner);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(owner, this);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        store();
        flushed = true;
    }

    @Override
    public void beforeCompletion() {
        TransactionSynchronizationManager.unbindResourceIfPossible(owner);
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED) {
            promised.forEach(handOff::committed);
            if (others) {
                handOff.look();
            }
        } else {
            promised.forEach(handOff::withdrawn);
        }
    }

    private void store() {
        if (waiting.isEmpty()) {
            return;
        }
        for (OutboxRow row : table.insert(List.copyOf(waiting))) {
            if (row.event().sequence() == 1 && handOff.promised(row)) {
                promised.add(row);
            } else {
                others = true;
            }
        }
        waiting.clear();
    }
}
