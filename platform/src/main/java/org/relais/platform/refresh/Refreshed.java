package org.relais.platform.refresh;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Something in memory that is read from the database when the service starts, and anew every so often, since other instances
 * change it too. At the start a database that doesn't answer fails the service; later, whatever stands in the way, the last state
 * known goes on, the next look tries again, and {@link #failing} says so to health and metrics.
 */
public abstract class Refreshed implements SmartLifecycle {

    private final String name;
    private final Duration pause;
    private final int phase;
    private volatile @Nullable Recurring looks;

    /**
     * @param name of the thread, and in the log
     * @param phase as Spring's: the lower comes first; consumers and the web server come last
     */
    protected Refreshed(String name, Duration pause, int phase) {
        this.name = name;
        this.pause = pause;
        this.phase = phase;
    }

    /** Of the thread, and in the log, health and metrics. */
    public final String name() {
        return name;
    }

    /** Empty while looks succeed; who keeps several things that fail each on its own says so of these too. */
    public Optional<Recurring.Failing> failing() {
        Recurring running = looks;
        return running == null ? Optional.empty() : running.failing();
    }

    protected abstract void refresh();

    /** What is done once, before anything uses it. */
    protected void begin() {
        refresh();
    }

    @Override
    public final void start() {
        begin();
        looks = Recurring.startAfterAPause(name, pause, this::refresh);
    }

    @Override
    public final void stop() {
        Recurring running = looks;
        if (running != null) {
            running.stop();
        }
        looks = null;
    }

    @Override
    public final boolean isRunning() {
        return looks != null;
    }

    @Override
    public final int getPhase() {
        return phase;
    }
}
