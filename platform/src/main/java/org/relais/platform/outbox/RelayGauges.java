package org.relais.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.relais.platform.refresh.Recurring;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What waits in the outbox, looked up once a second: a scrape never waits for the database. No number while that can't be looked up,
 * since nought would say that nobody waits.
 */
final class RelayGauges implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final String LOOK = """
        SELECT count(*), count(*) FILTER (WHERE parked_at IS NOT NULL),
               coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NULL)), 0),
               coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE parked_at IS NOT NULL)), 0)
        FROM outbox
        """;

    private final Recurring looking;
    private volatile @Nullable Backlog backlog;

    RelayGauges(JdbcTemplate jdbc, MeterRegistry meters, OutboxRelay relay) {
        looking = Recurring.start("outbox-gauges", EVERY, () -> look(jdbc));
        register(meters, "relais.outbox.rows", "Events in the outbox, parked ones included", Backlog::rows);
        register(
                meters,
                "relais.outbox.parked",
                "Events that can't be published; their requests stand still",
                Backlog::parked);
        register(
                meters,
                "relais.outbox.oldest.seconds",
                "Age of the oldest event that isn't parked",
                Backlog::oldestSeconds);
        register(
                meters,
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
        looking.stop();
    }

    private void register(MeterRegistry meters, String name, String description, ToDoubleFunction<Backlog> number) {
        Gauge.builder(name, this, gauges -> gauges.told(number))
                .description(description)
                .register(meters);
    }

    private double told(ToDoubleFunction<Backlog> number) {
        Backlog found = backlog;
        return found == null || looking.failing().isPresent() ? Double.NaN : number.applyAsDouble(found);
    }

    private void look(JdbcTemplate jdbc) {
        backlog = jdbc.queryForObject(
                LOOK, (row, n) -> new Backlog(row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4)));
    }
}
