package org.relais.platform.refresh;

import java.time.Duration;
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
 * change it too. At the start a database that doesn't answer fails the service; later the last state known goes on.
 */
public abstract class Refreshed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private final String name;
    private final Duration pause;
    private final int phase;
    private @Nullable ScheduledExecutorService timer;

    /**
     * @param name of the thread, and in the log
     * @param phase as Spring's: the lower comes first; consumers and the web server come last
     */
    protected Refreshed(String name, Duration pause, int phase) {
        this.name = name;
        this.pause = pause;
        this.phase = phase;
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

    private void look() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException unavailable) {
            LOG.atWarn()
                    .setMessage("What is kept of the database could not be read anew; the last state known goes on")
                    .addKeyValue("what", name)
                    .addKeyValue(LogKeys.REASON, "database_unavailable")
                    .log();
        }
    }
}
