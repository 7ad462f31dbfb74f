package org.relais.platform.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows of one kind that a transaction adds, written by one batch just before it commits, or by {@link #flush} before somebody
 * reads them in the same transaction. An inbox that applies many events at once waits for the database once instead of once
 * an event.
 *
 * <p>What the database refuses comes out of {@link #flush} or of the commit, and rolls the transaction back. Rows added outside
 * a transaction are written at once.
 */
public final class WrittenTogether<T> {

    private final Consumer<List<T>> write;

    /** @param write writes the rows, one or many, in the order given */
    public WrittenTogether(Consumer<List<T>> write) {
        this.write = write;
    }

    public void add(T row) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write.accept(List.of(row));
            return;
        }
        Waiting waiting = waiting();
        if (waiting == null) {
            waiting = new Waiting();
            TransactionSynchronizationManager.bindResource(this, waiting);
            TransactionSynchronizationManager.registerSynchronization(waiting);
        }
        waiting.add(row);
    }

    /** Writes what waits now. */
    public void flush() {
        Waiting waiting = waiting();
        if (waiting != null) {
            waiting.flush();
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Waiting waiting() {
        return (Waiting) TransactionSynchronizationManager.getResource(this);
    }

    private final class Waiting implements TransactionSynchronization {

        private final List<T> rows = new ArrayList<>();
        private boolean committing;

        void add(T row) {
            rows.add(row);
            if (committing) {
                flush();
            }
        }

        @Override
        public void flush() {
            if (!rows.isEmpty()) {
                List<T> written = List.copyOf(rows);
                rows.clear();
                write.accept(written);
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(WrittenTogether.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(WrittenTogether.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            flush();
            committing = true;
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(WrittenTogether.this);
        }
    }
}
