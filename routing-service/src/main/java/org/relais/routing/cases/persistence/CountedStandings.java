package org.relais.routing.cases.persistence;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Reason;
import org.relais.routing.cases.Standings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Counted for all rules together from time to time, so that a decision waits for no count. */
@Repository
class CountedStandings implements Standings {

    private static final String COUNT = """
        select jurisdiction_id, rule_id, rule_row, count(*), count(*) filter (where not wrong)
        from counted_decision where decided_at > ? and rule_row is not null
        group by 1, 2, 3
        """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile Map<Key, Reason.Confidence> counted = Map.of();

    CountedStandings(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Key(String jurisdictionId, String ruleId, UUID row) {}

    @Override
    public Reason.@Nullable Confidence of(String jurisdictionId, String ruleId, UUID row) {
        return counted.get(new Key(jurisdictionId, ruleId, row));
    }

    @Scheduled(fixedDelayString = "${relais.routing.confidence-every:10m}")
    void count() {
        Map<Key, Reason.Confidence> now = new HashMap<>();
        jdbc.query(
                COUNT,
                row -> {
                    now.put(
                            new Key(row.getString(1), row.getString(2), row.getObject(3, UUID.class)),
                            Reason.Confidence.of(row.getLong(4), row.getLong(5)));
                },
                clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC));
        counted = Map.copyOf(now);
    }
}
