package org.relais.routing.drafts;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.relais.routing.cases.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often a rule's decisions stood: what confidence in the next one rests on. */
@Repository
class RuleRecords {

    private static final Duration LOOKED_AT = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final Clock clock;

    RuleRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Of this very moment, of the row as it stands now. */
    Reason.Confidence of(String jurisdictionId, String ruleId, UUID ruleRow) {
        return jdbc.sql("""
            select count(*), count(*) filter (where correction is null or correction = 'triage')
            from routing_decision d where jurisdiction_id = ? and rule_id = ? and rule_row = ? and decided_at > ?
                and not not_ours
                and not exists (select from experiment_decision e where e.request_id = d.request_id and e.acted)
            """)
                .params(
                        jurisdictionId,
                        ruleId,
                        ruleRow,
                        clock.instant().minus(LOOKED_AT).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Reason.Confidence.of(row.getLong(1), row.getLong(2)))
                .single();
    }
}
