package org.relais.routing.cases.timers;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.TaskScheduler;

/** Starts firing timers some time after everything else runs, and stops before anything else does. */
final class DeadlineWatch implements SmartLifecycle {

    private final Scheduler scheduler;
    private final TaskScheduler starter;
    private final Duration settle;
    private final Clock clock;
    private @Nullable ScheduledFuture<?> start;

    DeadlineWatch(Scheduler scheduler, TaskScheduler starter, Duration settle, Clock clock) {
        this.scheduler = scheduler;
        this.starter = starter;
        this.settle = settle;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        start = starter.schedule(this::watch, clock.instant().plus(settle));
    }

    private synchronized void watch() {
        if (start != null) {
            scheduler.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (start != null) {
            start.cancel(false);
            start = null;
        }
        scheduler.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return start != null;
    }
}
