package org.relais.platform.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.relais.platform.refresh.Recurring;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many events are held and since when, counted once a second: a scrape never waits for the database. No number while that can't
 * be counted.
 */
final class HeldGauge implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Recurring counting;
    private volatile @Nullable Held held;

    HeldGauge(JdbcTemplate jdbc, MeterRegistry meters, Clock clock) {
        counting = Recurring.start("inbox-gauges", EVERY, () -> count(jdbc));
        Gauge.builder("relais.inbox.held", this, gauge -> gauge.told(Held::events))
                .description("Events that wait because something before them is missing")
                .register(meters);
        Gauge.builder("relais.inbox.held.oldest.seconds", this, gauge -> gauge.told(found -> found.age(clock)))
                .description("Age of the oldest event that waits because something before it is missing")
                .register(meters);
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
        counting.stop();
    }

    private double told(ToDoubleFunction<Held> number) {
        Held found = held;
        return found == null || counting.failing().isPresent() ? Double.NaN : number.applyAsDouble(found);
    }

    private void count(JdbcTemplate jdbc) {
        held = jdbc.queryForObject("SELECT count(*), min(\"timestamp\") FROM inbox_held", (row, n) -> {
            long written = row.getLong(2);
            Instant oldest = row.wasNull() ? null : Instant.ofEpochMilli(written);
            return new Held(row.getLong(1), oldest);
        });
    }
}
