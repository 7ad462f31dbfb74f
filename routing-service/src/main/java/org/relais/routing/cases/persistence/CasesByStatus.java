package org.relais.routing.cases.persistence;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relais.platform.refresh.PeriodicGauges;
import org.relais.routing.cases.Status;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How many cases stand where, as {@code relais.routing.cases}, counted now and then rather than kept. */
@Component
class CasesByStatus implements DisposableBean {

    /** What follows another is counted there, and what is split by its parts. */
    private static final String COUNT =
            "SELECT status, count(*) FROM routing_case WHERE merged_into IS NULL AND NOT split GROUP BY status";

    /** Where a case waits, by the moment it last came to triage. */
    private static final String OLDEST_WAIT =
            "SELECT coalesce(extract(epoch FROM now() - min(triage_since)), 0) FROM routing_case"
                    + " WHERE triage_since IS NOT NULL";

    private static final String COUNT_DATES =
            "SELECT clock, count(*) FROM routing_case WHERE clock IN ('near', 'missed') GROUP BY clock";

    private final JdbcTemplate jdbc;
    private final PeriodicGauges<Counted> gauges;

    CasesByStatus(
            JdbcTemplate jdbc, MeterRegistry meters, @Value("${relais.routing.count-every:30s}") Duration countEvery) {
        this.jdbc = jdbc;
        this.gauges = PeriodicGauges.of("case-gauges", countEvery, this::count, meters)
                .gauge(
                        "relais.routing.triage.oldest.seconds",
                        "For how long the case that has waited longest in triage waits there",
                        Counted::oldestWaitSeconds);
        for (Status status : Status.values()) {
            gauges.gauge(
                    "relais.routing.cases",
                    "Cases by status",
                    Tags.of("status", status.word()),
                    counted -> counted.of(status));
        }
        for (String standing : List.of("near", "missed")) {
            gauges.gauge(
                    "relais.routing.deadlines",
                    "Cases somebody is expected to act on, whose date comes near or has passed",
                    Tags.of("standing", standing),
                    counted -> counted.ofDate(standing));
        }
    }

    /** What one look found; where nothing was found there is none. */
    record Counted(Map<Status, Long> byStatus, long oldestWaitSeconds, Map<String, Long> byDate) {

        long of(Status status) {
            return byStatus.getOrDefault(status, 0L);
        }

        long ofDate(String standing) {
            return byDate.getOrDefault(standing, 0L);
        }
    }

    Counted count() {
        Map<Status, Long> byStatus = new EnumMap<>(Status.class);
        jdbc.query(COUNT, row -> {
            long count = row.getLong(2);
            Status.named(row.getString(1)).ifPresent(status -> byStatus.put(status, count));
        });
        Double waited = jdbc.queryForObject(OLDEST_WAIT, Double.class);
        Map<String, Long> byDate = new HashMap<>();
        jdbc.query(COUNT_DATES, row -> {
            byDate.put(row.getString(1), row.getLong(2));
        });
        return new Counted(byStatus, waited == null ? 0 : waited.longValue(), byDate);
    }

    @Override
    public void destroy() {
        gauges.stop();
    }
}
