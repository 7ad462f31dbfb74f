package org.relais.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits in the outbox, looked up once a second: a scrape never waits for the database. */
final class RelayGauges implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RelayGauges.class);

    private static final String LOOK = """
        SELECT count(*), count(*) FILTER (WHERE parked_at IS NOT NULL),
               coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0)
        FROM outbox
        """;

    private final JdbcTemplate jdbc;
    private final ScheduledExecutorService clockwork;
    private volatile Backlog backlog = new Backlog(0, 0, 0);

    RelayGauges(JdbcTemplate jdbc, MeterRegistry meters, OutboxRelay relay) {
        this.jdbc = jdbc;
        Gauge.builder("relais.outbox.rows", this, gauges -> gauges.backlog.rows())
                .description("Events in the outbox, parked ones included")
                .register(meters);
        Gauge.builder("relais.outbox.parked", this, gauges -> gauges.backlog.parked())
                .description("Events that can't be published; their requests stand still")
                .register(meters);
        Gauge.builder("relais.outbox.oldest.seconds", this, gauges -> gauges.backlog.oldestSeconds())
                .description("Age of the oldest event that isn't parked")
                .register(meters);
        Gauge.builder("relais.outbox.leading", relay, r -> r.leading() ? 1 : 0)
                .description("Whether this instance publishes the outbox")
                .register(meters);
        clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("outbox-gauges").daemon().factory());
        clockwork.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private record Backlog(long rows, long parked, double oldestSeconds) {}

    @Override
    public void destroy() {
        clockwork.shutdownNow();
    }

    private void look() {
        try {
            Backlog found = jdbc.queryForObject(
                    LOOK, (row, n) -> new Backlog(row.getLong(1), row.getLong(2), row.getDouble(3)));
            if (found != null) {
                backlog = found;
            }
        } catch (RuntimeException e) {
            // Whatever it is: a task that throws is never run again.
            log.atDebug()
                    .addKeyValue("outcome", "unknown")
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("The outbox could not be looked up");
        }
    }
}
