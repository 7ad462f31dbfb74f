package org.relais.platform.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.relais.platform.refresh.Recurring;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many events are held, counted once a second: a scrape never waits for the database. */
final class HeldGauge implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Recurring counting;
    private volatile long held;

    HeldGauge(JdbcTemplate jdbc, MeterRegistry meters) {
        Gauge.builder("relais.inbox.held", this, gauge -> gauge.held)
                .description("Events that wait because something before them is missing")
                .register(meters);
        counting = Recurring.start("inbox-gauges", EVERY, () -> count(jdbc));
    }

    @Override
    public void destroy() {
        counting.stop();
    }

    private void count(JdbcTemplate jdbc) {
        Long found = jdbc.queryForObject("SELECT count(*) FROM inbox_held", Long.class);
        held = found == null ? 0 : found;
    }
}
