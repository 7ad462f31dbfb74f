package org.relais.platform.lock;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work that goes on for as long as the service runs, on a thread of its own, in one instance at a time; another takes over from one that ends. */
public abstract class SoleWorker implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AFTER_THE_WORST = Duration.ofSeconds(5);

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final DataSource database;
    private final String right;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean ends;
    private @Nullable Thread worker;

    /**
     * @param name of the thread
     * @param right name of the lock that one instance has
     */
    protected SoleWorker(String name, DataSource database, String right) {
        this.name = name;
        this.database = database;
        this.right = right;
    }

    /** Works for as long as it {@link #goesOn}; whatever it throws ends its turn, and after a pause another begins. */
    protected abstract void work(HeldLock lock) throws Exception;

    /**
     * How long until another turn.
     *
     * @param failure what ended the turn; null where another instance has the right
     */
    protected abstract Duration pauseAfter(@Nullable Throwable failure);

    /** An error's own words may quote addresses. */
    protected String reasonOf(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    /** Ends what the work waits for by itself, as it is to stop. */
    protected void endWaiting() {}

    protected final boolean goesOn() {
        return !ends;
    }

    /** Ends a pause. */
    protected final void wake() {
        woken.release();
    }

    /** Waits, at the longest so long; less where it is woken or to end. */
    protected final void pause(Duration longest) {
        try {
            if (goesOn() && woken.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            ends = true;
        }
    }

    @Override
    public synchronized void start() {
        if (worker == null) {
            ends = false;
            worker = Thread.ofPlatform().daemon().name(name).start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        ends = true;
        wake();
        endWaiting();
        Thread thread = worker;
        if (thread != null) {
            try {
                if (!thread.join(PATIENCE)) {
                    log.atWarn().addKeyValue("worker", name).log("A worker did not end in time");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        worker = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    private void run() {
        while (goesOn()) {
            try {
                turn();
            } catch (Throwable beyond) {
                // Even saying so may want memory that isn't there.
                pause(AFTER_THE_WORST);
            }
        }
    }

    private void turn() {
        Throwable ended = null;
        try (HeldLock lock = HeldLock.tryAcquire(database, right)) {
            if (lock != null) {
                work(lock);
            }
        } catch (Exception failure) {
            ended = failure;
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            log.atWarn()
                    .addKeyValue("worker", name)
                    .addKeyValue("outcome", "retried")
                    .addKeyValue("reason", reasonOf(failure))
                    .log("A worker's turn ended; it begins another");
        } catch (Error failure) {
            // No memory left, for example: it would end the thread, and nobody would do the work.
            ended = failure;
            log.atError()
                    .addKeyValue("worker", name)
                    .addKeyValue("outcome", "retried")
                    .addKeyValue("reason", reasonOf(failure))
                    .setCause(failure)
                    .log("A worker's turn ended; it begins another");
        }
        pause(pauseAfter(ended));
    }
}
