package org.relais.routing.cases.persistence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.relais.routing.cases.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many cases stand where, as {@code relais.routing.cases}, counted now and then rather than kept. */
@Component
class CasesByStatus {

    private final JdbcTemplate jdbc;
    private final Map<Status, AtomicLong> counts = new EnumMap<>(Status.class);

    CasesByStatus(JdbcTemplate jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        for (Status status : Status.values()) {
            AtomicLong count = new AtomicLong();
            counts.put(status, count);
            Gauge.builder("relais.routing.cases", count, AtomicLong::doubleValue)
                    .description("Cases by status")
                    .tag("status", status.word())
                    .register(meters);
        }
    }

    @Scheduled(fixedDelayString = "${relais.routing.count-every:30s}")
    void count() {
        Map<Status, Long> found = new EnumMap<>(Status.class);
        jdbc.query("SELECT status, count(*) FROM routing_case GROUP BY status", row -> {
            long count = row.getLong(2);
            Status.named(row.getString(1)).ifPresent(status -> found.put(status, count));
        });
        counts.forEach((status, count) -> count.set(found.getOrDefault(status, 0L)));
    }
}
