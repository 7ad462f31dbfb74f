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
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Something in memory that is read from the database when the service starts, and anew every so often, since other instances
 * change it too. At the start a database that doesn't answer fails the service; later, whatever stands in the way, the last state
 * known goes on, the next look tries again, and {@link #failing} says so to health and metrics.
 */
public abstract class Refreshed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private final String name;
    private final Duration pause;
    private final int phase;
    private @Nullable ScheduledExecutorService timer;
    private volatile @Nullable Failing failing;

    /**
     * @param name of the thread, and in the log
     * @param phase as Spring's: the lower comes first; consumers and the web server come last
     */
    protected Refreshed(String name, Duration pause, int phase) {
        this.name = name;
        this.pause = pause;
        this.phase = phase;
    }

    /**
     * That looks fail now.
     *
     * @param looks how many, one after the other
     * @param reason of the last: a code of ours, or the kind of exception
     */
    public record Failing(int looks, String reason) {}

    /** Of the thread, and in the log, health and metrics. */
    public final String name() {
        return name;
    }

    /** Empty while looks succeed; who keeps several things that fail each on its own says so of these too. */
    public Optional<Failing> failing() {
        return Optional.ofNullable(failing);
    }

    protected abstract void refresh();

    /** What is done once, before anything uses it. */
    protected void begin() {
        refresh();
    }

    @Override
    public final void start() {
        begin();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        started.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public final void stop() {
        ScheduledExecutorService running = timer;
        if (running != null) {
            running.shutdownNow();
        }
        timer = null;
    }

    @Override
    public final boolean isRunning() {
        return timer != null;
    }

    @Override
    public final int getPhase() {
        return phase;
    }

    /** A task that throws is never run again by its executor, and nobody would hear of it: nothing gets out of here. */
    private void look() {
        try {
            refresh();
            succeeded();
        } catch (DataAccessException | TransactionException unavailable) {
            if (failed("database_unavailable")) {
                LOG.atWarn()
                        .setMessage("What is kept of the database could not be read anew; the last state known goes on")
                        .addKeyValue("what", name)
                        .addKeyValue(LogKeys.REASON, "database_unavailable")
                        .log();
            }
        } catch (RuntimeException | Error unexpected) {
            if (failed(unexpected.getClass().getSimpleName())) {
                LOG.atError()
                        .setMessage("What is kept of the database could not be read anew; the last state known goes on")
                        .addKeyValue("what", name)
                        .addKeyValue(LogKeys.REASON, unexpected.getClass().getSimpleName())
                        .setCause(unexpected)
                        .log();
            }
        }
    }

    private void succeeded() {
        if (failing != null) {
            failing = null;
            LOG.atInfo()
                    .setMessage("What is kept of the database is read anew again")
                    .addKeyValue("what", name)
                    .log();
        }
    }

    /** Whether that is news: of many looks that fail alike, one is logged. */
    private boolean failed(String reason) {
        Failing before = failing;
        failing = new Failing(before == null ? 1 : before.looks() + 1, reason);
        return before == null || !before.reason().equals(reason);
    }
}
