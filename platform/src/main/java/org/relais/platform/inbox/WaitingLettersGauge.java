package org.relais.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.relais.platform.refresh.Recurring;
import org.springframework.beans.factory.DisposableBean;

/**
 * How many dead letters were not fed in again yet, by reason, counted every few seconds: a scrape never waits for the database.
 * It is the same after a restart and on every instance.
 */
final class WaitingLettersGauge implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(3);

    private final MultiGauge gauge;
    private final Recurring counting;
    /** Reasons that were seen once go down to nought, instead of away. */
    private final Map<String, Long> byReason = new TreeMap<>();

    WaitingLettersGauge(InboxStore store, DeadLetterRetention retention, MeterRegistry meters) {
        gauge = MultiGauge.builder("relais.dead.letters.waiting")
                .description("Dead letters that were not fed in again yet")
                .register(meters);
        counting = Recurring.start("dead-letter-gauge", EVERY, () -> tell(store.deadLettersWaiting(retention.since())));
    }

    @Override
    public void destroy() {
        counting.stop();
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
