package org.relais.platform.outbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.relais.platform.outbox.OutboxTable.NewRow;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What one transaction has appended. */
final class AppendedEvents implements TransactionSynchronization, Ordered {

    private final Object owner;
    private final SequenceTable sequences;
    private final OutboxTable table;
    private final HandOff handOff;
    private final List<Appended> waiting = new ArrayList<>();
    private final List<OutboxRow> promised = new ArrayList<>();
    private final Map<Object, Standing> savepoints = new HashMap<>();
    private boolean others;
    private boolean flushed;

    AppendedEvents(Object owner, SequenceTable sequences, OutboxTable table, HandOff handOff) {
        this.owner = owner;
        this.sequences = sequences;
        this.table = table;
        this.handOff = handOff;
    }

    /** What was appended, in its turn. */
    sealed interface Appended {}

    record Prepared(PreparedEvent event) implements Appended {}

    /** @param numbered makes the event from the next number of its stream */
    record Numbered(NumberedStream stream, LongFunction<PreparedEvent> numbered) implements Appended {}

    /**
     * What stood when a savepoint was set, and stands again when it is rolled back to.
     *
     * @param promised how many rows
     */
    private record Standing(List<Appended> waiting, int promised, boolean others) {

        private static final Standing NOTHING = new Standing(List.of(), 0, false);
    }

    void add(Collection<? extends Appended> events) {
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
    public void flush() {
        store();
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.put(savepoint, new Standing(List.copyOf(waiting), promised.size(), others));
    }

    @Override
    public void savepointRollback(Object savepoint) {
        Standing before = savepoints.getOrDefault(savepoint, Standing.NOTHING);
        waiting.clear();
        waiting.addAll(before.waiting());
        List<OutboxRow> undone = promised.subList(before.promised(), promised.size());
        undone.forEach(handOff::withdrawn);
        undone.clear();
        others = before.others();
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
        List<NewRow> events = numbered(List.copyOf(waiting));
        waiting.clear();
        for (OutboxRow row : table.insert(events)) {
            if (row.event().sequence() == 1 && handOff.promised(row)) {
                promised.add(row);
            } else {
                others = true;
            }
        }
    }

    private List<NewRow> numbered(List<Appended> appended) {
        List<NumberedStream> draws = appended.stream()
                .filter(Numbered.class::isInstance)
                .map(event -> ((Numbered) event).stream())
                .toList();
        long[] numbers = sequences.draw(draws);
        List<NewRow> events = new ArrayList<>(appended.size());
        int drawn = 0;
        for (Appended event : appended) {
            events.add(
                    switch (event) {
                        case Prepared(PreparedEvent prepared) -> new NewRow(prepared, false);
                        case Numbered later -> new NewRow(later.numbered().apply(numbers[drawn++]), true);
                    });
        }
        return events;
    }
}
