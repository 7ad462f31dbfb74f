package org.relais.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.transaction.support.TransactionTemplate;

class WrittenTogetherTest {

    private final List<String> history = new ArrayList<>();
    private final WrittenTogether<String> rows = new WrittenTogether<>(together -> {
        if (together.contains("refused")) {
            throw new IllegalArgumentException("refused");
        }
        history.add("write " + together);
    });
    private final TransactionTemplate transaction = new TransactionTemplate(new Transactions());

    @Test
    void writesWhatATransactionAddsInItsOrderBeforeTheCommit() {
        transaction.executeWithoutResult(status -> {
            rows.add("a");
            rows.add("b");
        });

        assertThat(history).containsExactly("write [a, b]", "commit");
    }

    @Test
    void writesWhatWaitsBeforeItIsReadAndTheRestBeforeTheCommit() {
        transaction.executeWithoutResult(status -> {
            rows.add("a");
            rows.flush();
            history.add("read");
            rows.add("b");
        });

        assertThat(history).containsExactly("write [a]", "read", "write [b]", "commit");
    }

    @Test
    void writesWhatWaitsOfEveryKindWhereTheTransactionIsFlushed() {
        WrittenTogether<Integer> numbers = new WrittenTogether<>(together -> history.add("number " + together));
        transaction.executeWithoutResult(status -> {
            rows.add("a");
            numbers.add(1);
            TransactionSynchronizationUtils.triggerFlush();
            history.add("handled");
            rows.add("b");
        });

        assertThat(history).containsExactly("write [a]", "number [1]", "handled", "write [b]", "commit");
    }

    @Test
    void forgetsWhatARolledBackTransactionAdded() {
        transaction.executeWithoutResult(status -> {
            rows.add("a");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> rows.add("b"));

        assertThat(history).containsExactly("rollback", "write [b]", "commit");
    }

    @Test
    void rollsBackWhereARowIsRefused() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> rows.add("refused")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(history).containsExactly("rollback");
    }

    @Test
    void writesAtOnceWhereThereIsNoTransaction() {
        rows.add("a");
        rows.flush();

        assertThat(history).containsExactly("write [a]");
    }

    private final class Transactions extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object begun, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            history.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            history.add("rollback");
        }
    }
}
