package org.relais.platform.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows of one kind that a transaction adds, written by one batch just before it commits, or by {@link #flush} before somebody
 * reads them in the same transaction. An inbox that applies many events at once waits for the database once instead of once
 * an event.
 *
 * <p>What the database refuses comes out of {@link #flush}, of the transaction's own flush or of the commit, and rolls the
 * transaction back. Rows added outside a transaction are written at once.
 */
public final class WrittenTogether<T> {

    private final Consumer<List<T>> write;
    private final PerTransaction<Waiting> waiting = new PerTransaction<>(Waiting::new, Waiting::flush, Waiting::commit);

    /** @param write writes the rows, one or many, in the order given */
    public WrittenTogether(Consumer<List<T>> write) {
        this.write = write;
    }

    public void add(T row) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            waiting.get().add(row);
        } else {
            write.accept(List.of(row));
        }
    }

    /** Writes what waits now. */
    public void flush() {
        waiting.begun().ifPresent(Waiting::flush);
    }

    private final class Waiting {

        private final List<T> rows = new ArrayList<>();
        private boolean committing;

        void add(T row) {
            rows.add(row);
            if (committing) {
                flush();
            }
        }

        void flush() {
            if (!rows.isEmpty()) {
                List<T> written = List.copyOf(rows);
                rows.clear();
                write.accept(written);
            }
        }

        void commit() {
            flush();
            committing = true;
        }
    }
}
