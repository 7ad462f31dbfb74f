package org.relais.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.relais.platform.refresh.PeriodicGauges;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/** What waits in the outbox, looked up once a second, and who publishes it. */
final class RelayGauges implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String LOOK = """
        SELECT count(*), count(*) FILTER (WHERE parked_at IS NOT NULL),
               coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0),
               coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NOT NULL)), 0)
        FROM outbox
        """;

    private final PeriodicGauges<Backlog> gauges;

    RelayGauges(JdbcTemplate jdbc, MeterRegistry meters, OutboxRelay relay) {
        gauges = PeriodicGauges.of("outbox-gauges", EVERY, () -> look(jdbc), meters)
                .gauge("relais.outbox.rows", "Events in the outbox, parked ones included", Backlog::rows)
                .gauge(
                        "relais.outbox.parked",
                        "Events that can't be published; their requests stand still",
                        Backlog::parked)
                .gauge(
                        "relais.outbox.oldest.seconds",
                        "Age of the oldest event that isn't parked",
                        Backlog::oldestSeconds)
                .gauge(
                        "relais.outbox.parked.oldest.seconds",
                        "Age of the oldest event that is parked",
                        Backlog::oldestParkedSeconds);
        Gauge.builder("relais.outbox.leading", relay, r -> r.leading() ? 1 : 0)
                .description("Whether this instance publishes the outbox")
                .register(meters);
    }

    private record Backlog(long rows, long parked, double oldestSeconds, double oldestParkedSeconds) {}

    @Override
    public void destroy() {
        gauges.stop();
    }

    private static Backlog look(JdbcTemplate jdbc) {
        return Objects.requireNonNull(jdbc.queryForObject(
                LOOK, (row, n) -> new Backlog(row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4))));
    }
}
