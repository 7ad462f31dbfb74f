package org.relais.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * How many dead letters were not fed in again yet, by reason, counted every few seconds: a scrape never waits for the database.
 * It is the same after a restart and on every instance.
 */
final class WaitingLettersGauge implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(WaitingLettersGauge.class);
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final InboxStore store;
    private final Clock clock;
    private final Duration kept;
    private final MultiGauge gauge;
    private final ScheduledExecutorService clockwork;
    /** Reasons that were seen once go down to nought, instead of away. */
    private final Map<String, Long> byReason = new TreeMap<>();

    /** @param kept how long letters may stay on the topic; older ones are forgotten */
    WaitingLettersGauge(InboxStore store, Clock clock, Duration kept, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.kept = kept;
        gauge = MultiGauge.builder("relais.dead.letters.waiting")
                .description("Dead letters that were not fed in again yet")
                .register(meters);
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("dead-letter-gauge").daemon().factory());
        clockwork.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        clockwork.shutdownNow();
    }

    private void look() {
        try {
            store.forgetDeadLetters(clock.instant().minus(kept));
            tell(store.deadLettersWaiting());
        } catch (RuntimeException e) {
            // Whatever it is: a task that throws is never run again.
            log.atDebug()
                    .addKeyValue("outcome", "unknown")
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("Dead letters could not be counted; the last count stays");
        }
    }

    private void tell(Map<String, Long> waiting) {
        // So that none can be told from not counted yet.
        byReason.putIfAbsent(Inbox.HANDLER_FAILED, 0L);
        byReason.replaceAll((reason, before) -> 0L);
        byReason.putAll(waiting);
        gauge.register(
                byReason.entrySet().stream()
                        .<MultiGauge.Row<?>>map(
                                entry -> MultiGauge.Row.of(Tags.of("reason", entry.getKey()), entry.getValue()))
                        .toList(),
                true);
    }
}
