package org.relais.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.relais.platform.refresh.Recurring;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits in the outbox, looked up once a second: a scrape never waits for the database. */
final class RelayGauges implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final String LOOK = """
        SELECT count(*), count(*) FILTER (WHERE parked_at IS NOT NULL),
               coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0)
        FROM outbox
        """;

    private final Recurring looking;
    private volatile Backlog backlog = new Backlog(0, 0, 0);

    RelayGauges(JdbcTemplate jdbc, MeterRegistry meters, OutboxRelay relay) {
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
        looking = Recurring.start("outbox-gauges", EVERY, () -> look(jdbc));
    }

    private record Backlog(long rows, long parked, double oldestSeconds) {}

    @Override
    public void destroy() {
        looking.stop();
    }

    private void look(JdbcTemplate jdbc) {
        Backlog found =
                jdbc.queryForObject(LOOK, (row, n) -> new Backlog(row.getLong(1), row.getLong(2), row.getDouble(3)));
        if (found != null) {
            backlog = found;
        }
    }
}
