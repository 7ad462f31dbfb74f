package org.relais.platform.commit;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** One value for each transaction: made when it is first asked for, let go when the transaction ends. */
public final class PerTransaction<T> {

    private final Supplier<T> fresh;
    private final Consumer<T> flush;
    private final Consumer<T> beforeCommit;

    public PerTransaction(Supplier<T> fresh) {
        this(fresh, value -> {}, value -> {});
    }

    /**
     * @param flush what is done with it where the transaction is flushed
     * @param beforeCommit what is done with it just before the commit
     */
    public PerTransaction(Supplier<T> fresh, Consumer<T> flush, Consumer<T> beforeCommit) {
        this.fresh = fresh;
        this.flush = flush;
        this.beforeCommit = beforeCommit;
    }

    /** @throws IllegalStateException outside a transaction */
    public T get() {
        return begun().orElseGet(this::begin);
    }

    /** Empty where it was not asked for yet, or there is no transaction. */
    public Optional<T> begun() {
        return Optional.ofNullable(bound()).map(Bound::value);
    }

    private T begin() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("there is no transaction to keep this for");
        }
        Bound bound = new Bound(fresh.get());
        TransactionSynchronizationManager.bindResource(this, bound);
        TransactionSynchronizationManager.registerSynchronization(bound);
        return bound.value();
    }

    @SuppressWarnings("unchecked")
    private @Nullable Bound bound() {
        return (Bound) TransactionSynchronizationManager.getResource(this);
    }

    private final class Bound implements TransactionSynchronization {

        private final T value;

        Bound(T value) {
            this.value = value;
        }

        T value() {
            return value;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(PerTransaction.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(PerTransaction.this, this);
        }

        @Override
        public void flush() {
            flush.accept(value);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            beforeCommit.accept(value);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(PerTransaction.this);
        }
    }
}
