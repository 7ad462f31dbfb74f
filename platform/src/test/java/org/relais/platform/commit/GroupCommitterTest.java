package org.relais.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class GroupCommitterTest {

    private final Transactions transactions = new Transactions();

    @Test
    void eachCallerGetsItsOwnResultAndManyShareACommit() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                GroupCommitter<Integer, Integer> committer = committer(1, 100, items -> {
                    awaitQuietly(first);
                    return items.stream().map(item -> item * 2).toList();
                })) {
            List<Future<Integer>> results = oneAtWorkAndTheRestWaiting(callers, committer, 50);

            first.countDown();

            for (int i = 0; i < 50; i++) {
                assertThat(results.get(i).get()).isEqualTo(i * 2);
            }
            assertThat(transactions.commits.get()).isEqualTo(2);
        }
    }

    @Test
    void oneThatCannotBeStoredFailsAlone() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        List<Integer> stored = new CopyOnWriteArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                GroupCommitter<Integer, Integer> committer = committer(1, 100, items -> {
                    awaitQuietly(first);
                    if (items.contains(7)) {
                        throw new IllegalArgumentException("seven");
                    }
                    stored.addAll(items);
                    return items;
                })) {
            List<Future<Integer>> results = oneAtWorkAndTheRestWaiting(callers, committer, 10);

            first.countDown();

            assertThatThrownBy(() -> results.get(7).get()).hasRootCauseMessage("seven");
            for (int i = 0; i < 10; i++) {
                if (i != 7) {
                    assertThat(results.get(i).get()).isEqualTo(i);
                }
            }
            assertThat(stored).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 8, 9);
        }
    }

    @Test
    void aDatabaseThatIsGoneFailsTheGroupAtOnce() {
        transactions.gone = true;
        try (GroupCommitter<Integer, Integer> committer = committer(1, 100, items -> items)) {

            assertThatThrownBy(() -> committer.submit(1)).isInstanceOf(CannotCreateTransactionException.class);
        }
    }

    @Test
    void whatDoesNotFitIntoTheQueueIsRefusedWithATimeToComeBack() {
        CountDownLatch first = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                GroupCommitter<Integer, Integer> committer = committer(1, 2, items -> {
                    awaitQuietly(first);
                    return items;
                })) {
            callers.submit(() -> committer.submit(1));
            await().untilAsserted(() -> assertThat(transactions.begun.get()).isEqualTo(1));
            callers.submit(() -> committer.submit(2));
            callers.submit(() -> committer.submit(3));
            await().untilAsserted(() -> assertThat(committer.waiting()).isEqualTo(2));

            assertThatThrownBy(() -> committer.submit(4))
                    .isInstanceOfSatisfying(
                            CommitQueueFull.class,
                            full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
            first.countDown();
        }
    }

    @Test
    void closingCommitsWhatWaitsAndTakesNoMore() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            GroupCommitter<Integer, Integer> committer = committer(1, 10, items -> {
                awaitQuietly(first);
                return items;
            });
            Future<Integer> one = callers.submit(() -> committer.submit(1));
            await().untilAsserted(() -> assertThat(transactions.begun.get()).isEqualTo(1));
            Future<Integer> two = callers.submit(() -> committer.submit(2));
            await().untilAsserted(() -> assertThat(committer.waiting()).isEqualTo(1));

            first.countDown();
            committer.close();

            assertThat(one.get()).isEqualTo(1);
            assertThat(two.get()).isEqualTo(2);
            assertThatThrownBy(() -> committer.submit(3)).isInstanceOf(CommitQueueFull.class);
        }
    }

    /** Hands in 0 and, once the writer is at it, the others, which then wait together. */
    private List<Future<Integer>> oneAtWorkAndTheRestWaiting(
            ExecutorService callers, GroupCommitter<Integer, Integer> committer, int count) {
        List<Future<Integer>> results = new ArrayList<>();
        results.add(callers.submit(() -> committer.submit(0)));
        await().untilAsserted(() -> assertThat(transactions.begun.get()).isEqualTo(1));
        for (int i = 1; i < count; i++) {
            int item = i;
            results.add(callers.submit(() -> committer.submit(item)));
        }
        await().untilAsserted(() -> assertThat(committer.waiting()).isEqualTo(count - 1));
        return results;
    }

    private GroupCommitter<Integer, Integer> committer(
            int writers, int queue, java.util.function.Function<List<Integer>, List<Integer>> work) {
        GroupCommitSettings settings = new GroupCommitSettings(writers, 256, queue, Duration.ofSeconds(3));
        return new GroupCommitter<>(new TransactionTemplate(transactions), work, settings);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Transactions extends AbstractPlatformTransactionManager {

        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger commits = new AtomicInteger();
        private volatile boolean gone;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            if (gone) {
                throw new CannotCreateTransactionException("gone");
            }
            begun.incrementAndGet();
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            commits.incrementAndGet();
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
