package org.relais.intake.attachment.web;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.SweepAttachments;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Sweeps every ten minutes, first a minute after the start. */
@Component
class Sweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final long FIRST_MINUTE = 1;
    private static final long MINUTES = 10;

    private final SweepAttachments sweepAttachments;
    private final Clock clock;
    private @Nullable ScheduledExecutorService clockwork;

    Sweeper(SweepAttachments sweepAttachments, Clock clock) {
        this.sweepAttachments = sweepAttachments;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("attachment-sweep").daemon().factory());
        started.scheduleWithFixedDelay(this::sweep, FIRST_MINUTE, MINUTES, TimeUnit.MINUTES);
        clockwork = started;
    }

    @Override
    public synchronized void stop() {
        if (clockwork != null) {
            clockwork.shutdownNow();
            clockwork = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clockwork != null;
    }

    /** Whatever stands in the way now, the next sweep tries again. */
    private void sweep() {
        try {
            sweepAttachments.sweep(clock.instant());
        } catch (IOException | RuntimeException failed) {
            log.atWarn()
                    .addKeyValue(LogKeys.OUTCOME, "postponed")
                    .addKeyValue(LogKeys.REASON, failed.getClass().getSimpleName())
                    .log("Unclaimed attachments could not be swept");
        }
    }
}
