package org.relais.platform.refresh;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A small task that a thread of its own does every so often, whatever became of it the time before. That it fails is said when it
 * begins to, and for another reason, and that it succeeds again; not each time.
 */
public final class Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
    private static final String DATABASE_UNAVAILABLE = "database_unavailable";

    private final String name;
    private final Runnable task;
    private final ScheduledExecutorService clockwork;
    private volatile @Nullable Failing failing;

    private Recurring(String name, Duration first, Duration pause, Runnable task) {
        this.name = name;
        this.task = task;
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        clockwork.scheduleWithFixedDelay(this::run, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * That a task fails now.
     *
     * @param times how many, one after the other
     * @param reason of the last: a code of ours, or the kind of exception
     */
    public record Failing(int times, String reason) {}

    /**
     * Does it at once, and from then on every so often.
     *
     * @param name of the thread, and in the log
     * @param pause between the end of one time and the next
     */
    public static Recurring start(String name, Duration pause, Runnable task) {
        return new Recurring(name, Duration.ZERO, pause, task);
    }

    /** The same, but for the first pause, which comes before the first time. */
    public static Recurring startAfterAPause(String name, Duration pause, Runnable task) {
        return new Recurring(name, pause, pause, task);
    }

    /** Does it once more, as soon as its thread is free. */
    public void now() {
        clockwork.execute(this::run);
    }

    /** Empty while it succeeds. */
    public Optional<Failing> failing() {
        return Optional.ofNullable(failing);
    }

    public void stop() {
        clockwork.shutdownNow();
    }

    /** A task that throws is never run again by its executor, and nobody would hear of it: nothing gets out of here. */
    private void run() {
        try {
            task.run();
            succeeded();
        } catch (DataAccessException | TransactionException unavailable) {
            if (failed(DATABASE_UNAVAILABLE)) {
                LOG.atWarn()
                        .addKeyValue("what", name)
                        .addKeyValue(LogKeys.REASON, DATABASE_UNAVAILABLE)
                        .log("A recurring task could not be done; it is tried again");
            }
        } catch (RuntimeException | Error unexpected) {
            String kind = unexpected.getClass().getSimpleName();
            if (failed(kind)) {
                LOG.atError()
                        .addKeyValue("what", name)
                        .addKeyValue(LogKeys.REASON, kind)
                        .setCause(unexpected)
                        .log("A recurring task could not be done; it is tried again");
            }
        }
    }

    private void succeeded() {
        if (failing != null) {
            failing = null;
            LOG.atInfo().addKeyValue("what", name).log("A recurring task is done again");
        }
    }

    /** Whether that is news; what a stop breaks off has not failed. */
    private boolean failed(String reason) {
        if (clockwork.isShutdown()) {
            return false;
        }
        Failing before = failing;
        failing = new Failing(before == null ? 1 : before.times() + 1, reason);
        return before == null || !before.reason().equals(reason);
    }
}
