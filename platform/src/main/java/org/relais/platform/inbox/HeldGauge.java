package org.relais.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.relais.platform.refresh.PeriodicGauges;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many events are held and since when, counted once a second. */
final class HeldGauge implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PeriodicGauges<Held> gauges;

    HeldGauge(JdbcTemplate jdbc, MeterRegistry meters, Clock clock) {
        gauges = PeriodicGauges.of("inbox-gauges", EVERY, () -> count(jdbc), meters)
                .gauge("relais.inbox.held", "Events that wait because something before them is missing", Held::events)
                .gauge(
                        "relais.inbox.held.oldest.seconds",
                        "Age of the oldest event that waits because something before it is missing",
                        held -> held.age(clock));
    }

    /** @param oldest when the oldest of them was written; null where there is none */
    private record Held(long events, @Nullable Instant oldest) {

        double age(Clock clock) {
            return oldest == null
                    ? 0
                    : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
        }
    }

    @Override
    public void destroy() {
        gauges.stop();
    }

    private static Held count(JdbcTemplate jdbc) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT count(*), min(\"timestamp\") FROM inbox_held", (row, n) -> {
                    long written = row.getLong(2);
                    Instant oldest = row.wasNull() ? null : Instant.ofEpochMilli(written);
                    return new Held(row.getLong(1), oldest);
                }));
    }
}
