package org.relais.routing.cases.persistence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.relais.routing.cases.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many cases stand where, as {@code relais.routing.cases}, counted now and then rather than kept. */
@Component
class CasesByStatus {

    /** What follows another is counted there, and what is split by its parts. */
    private static final String COUNT =
            "SELECT status, count(*) FROM routing_case WHERE merged_into IS NULL AND NOT split GROUP BY status";

    /** Where a case waits, by the moment it last came to triage. */
    private static final String OLDEST_WAIT =
            "SELECT coalesce(extract(epoch FROM now() - min(triage_since)), 0) FROM routing_case"
                    + " WHERE triage_since IS NOT NULL";

    private final JdbcTemplate jdbc;
    private final AtomicLong oldestWait = new AtomicLong();
    private final Map<Status, AtomicLong> counts = new EnumMap<>(Status.class);
    private final Map<String, AtomicLong> dates = Map.of("near", new AtomicLong(), "missed", new AtomicLong());

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
        Gauge.builder("relais.routing.triage.oldest.seconds", oldestWait, AtomicLong::doubleValue)
                .description("For how long the case that has waited longest in triage waits there")
                .register(meters);
        dates.forEach((standing, count) -> Gauge.builder("relais.routing.deadlines", count, AtomicLong::doubleValue)
                .description("Cases somebody is expected to act on, whose date comes near or has passed")
                .tag("standing", standing)
                .register(meters));
    }

    @Scheduled(fixedDelayString = "${relais.routing.count-every:30s}")
    void count() {
        Map<Status, Long> found = new EnumMap<>(Status.class);
        jdbc.query(COUNT, row -> {
            long count = row.getLong(2);
            Status.named(row.getString(1)).ifPresent(status -> found.put(status, count));
        });
        counts.forEach((status, count) -> count.set(found.getOrDefault(status, 0L)));
        Double waited = jdbc.queryForObject(OLDEST_WAIT, Double.class);
        oldestWait.set(waited == null ? 0 : waited.longValue());
        Map<String, Long> late = new HashMap<>();
        jdbc.query("SELECT clock, count(*) FROM routing_case WHERE clock IN ('near', 'missed') GROUP BY clock", row -> {
            late.put(row.getString(1), row.getLong(2));
        });
        dates.forEach((standing, count) -> count.set(late.getOrDefault(standing, 0L)));
    }
}
