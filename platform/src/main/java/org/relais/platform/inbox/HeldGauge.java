package org.relais.platform.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many events are held, counted once a second: a scrape never waits for the database. */
final class HeldGauge implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HeldGauge.class);

    private final JdbcTemplate jdbc;
    private final ScheduledExecutorService clockwork;
    private volatile long held;

    HeldGauge(JdbcTemplate jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("relais.inbox.held", this, gauge -> gauge.held)
                .description("Events that wait because something before them is missing")
                .register(meters);
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("inbox-gauges").daemon().factory());
        clockwork.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        clockwork.shutdownNow();
    }

    private void look() {
        try {
            Long found = jdbc.queryForObject("SELECT count(*) FROM inbox_held", Long.class);
            held = found == null ? 0 : found;
        } catch (RuntimeException e) {
            // Whatever it is: a task that throws is never run again.
            log.atDebug()
                    .addKeyValue("outcome", "unknown")
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("Held events could not be counted");
        }
    }
}
