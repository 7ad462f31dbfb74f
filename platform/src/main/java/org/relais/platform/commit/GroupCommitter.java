package org.relais.platform.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Group commit by a few writer threads: each drains what waits into one transaction and answers every caller once it has
 * committed.
 *
 * <p>If a transaction with several pieces of work fails, each is tried again alone, so that one that can't be stored fails alone.
 * If the database itself is gone, all of them fail at once: trying each again would only make callers wait.
 *
 * @param <I> one caller's work
 * @param <O> its result
 */
public final class GroupCommitter<I, O> implements GroupCommit<I, O>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommitter.class);

    private final TransactionTemplate transaction;
    private final Function<List<I>, List<O>> work;
    private final GroupCommitSettings settings;
    private final BlockingQueue<Waiting<I, O>> queue;
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean closed;

    /** @param work stores everything in the list, inside the transaction, and returns the results in the same order */
    public GroupCommitter(
            TransactionTemplate transaction, Function<List<I>, List<O>> work, GroupCommitSettings settings) {
        this.transaction = transaction;
        this.work = work;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        for (int n = 1; n <= settings.writers(); n++) {
            writers.add(Thread.ofPlatform().name("group-commit-" + n).daemon().start(this::write));
        }
    }

    @Override
    public O submit(I item) {
        Waiting<I, O> waiting = new Waiting<>(item, new CompletableFuture<>());
        if (closed || !queue.offer(waiting)) {
            throw new CommitQueueFull(settings.retryAfter());
        }
        if (closed && queue.remove(waiting)) {
            throw new CommitQueueFull(settings.retryAfter());
        }
        try {
            return waiting.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** How much work waits now. */
    public int waiting() {
        return queue.size();
    }

    /** Takes no more work, commits what waits, and ends the writers. */
    @Override
    public void close() {
        closed = true;
        for (Thread writer : writers) {
            try {
                writer.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void write() {
        List<Waiting<I, O>> batch = new ArrayList<>(settings.largestBatch());
        while (true) {
            try {
                Waiting<I, O> first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    if (closed) {
                        return;
                    }
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, settings.largestBatch() - 1);
                commit(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(List<Waiting<I, O>> batch) {
        try {
            List<O> results = inOneTransaction(batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (Throwable failure) {
            if (batch.size() == 1 || databaseIsGone(failure)) {
                batch.forEach(waiting -> waiting.result().completeExceptionally(failure));
            } else {
                log.atWarn().addKeyValue("outcome", "retried_alone").log("A group of {} was rolled back", batch.size());
                batch.forEach(waiting -> commit(List.of(waiting)));
            }
        }
    }

    private List<O> inOneTransaction(List<Waiting<I, O>> batch) {
        List<I> items = batch.stream().map(Waiting::item).toList();
        List<O> results = transaction.execute(status -> work.apply(items));
        if (results == null || results.size() != items.size()) {
            throw new IllegalStateException("the work must return one result for each item");
        }
        return results;
    }

    private static boolean databaseIsGone(Throwable failure) {
        return Unavailability.isBehind(failure) && !(failure instanceof ConcurrencyFailureException);
    }

    private record Waiting<I, O>(I item, CompletableFuture<O> result) {}
}
