package org.relais.notification.delivery;

import java.util.HashSet;
import java.util.Set;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Puts off what must only happen if the current transaction commits, and what it belongs to was not undone before that. */
final class AfterCommit {

    private AfterCommit() {}

    static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            private final Set<Object> savepointsSince = new HashSet<>();
            private boolean undone;

            @Override
            public void savepoint(Object savepoint) {
                savepointsSince.add(savepoint);
            }

            @Override
            public void savepointRollback(Object savepoint) {
                undone |= !savepointsSince.contains(savepoint);
            }

            @Override
            public void afterCommit() {
                if (!undone) {
                    action.run();
                }
            }
        });
    }
}
