package org.relais.platform.refresh;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small task that a thread of its own does at once and then every so often, whatever became of it the time before. */
public final class Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final String name;
    private final Runnable task;
    private final ScheduledExecutorService clockwork;

    private Recurring(String name, Runnable task) {
        this.name = name;
        this.task = task;
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * @param name of the thread, and in the log
     * @param pause between the end of one time and the next
     */
    public static Recurring start(String name, Duration pause, Runnable task) {
        Recurring recurring = new Recurring(name, task);
        recurring.clockwork.scheduleWithFixedDelay(recurring::run, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return recurring;
    }

    public void stop() {
        clockwork.shutdownNow();
    }

    private void run() {
        try {
            task.run();
        } catch (RuntimeException e) {
            // Whatever it is: a task that throws is never run again.
            LOG.atDebug()
                    .addKeyValue("what", name)
                    .addKeyValue(LogKeys.REASON, e.getClass().getSimpleName())
                    .log("A recurring task could not be done; it is tried again");
        }
    }
}
