package org.relais.routing.learning;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The journal of decisions, counted; what an experiment decided is not for the rules in force to answer for. */
@Repository
class DecisionRecords {

    private final JdbcClient jdbc;

    DecisionRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Misroutes.Group> groups(String jurisdictionId, Instant since) {
        return jdbc.sql("""
            select rule_id, service, area, department, corrected_to,
                coalesce(correction in ('declined', 'transferred'), false) as wrong, count(*)
            from routing_decision d
            where jurisdiction_id = ? and decided_at > ? and rule_id <> '' and department is not null
                and not exists (select from experiment_decision e where e.request_id = d.request_id and e.acted)
            group by 1, 2, 3, 4, 5, 6
            """)
                .params(jurisdictionId, since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Misroutes.Group(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getLong(7)))
                .list();
    }

    /**
     * A change that was made because requests went astray, and how it went since.
     *
     * @param afterDecided decisions on the same requests since; 0 while there are none
     */
    record Lesson(
            String jurisdictionId,
            long version,
            String service,
            @Nullable String area,
            String fromDepartment,
            String toDepartment,
            long beforeDecided,
            long beforeWrong,
            long afterDecided,
            long afterWrong,
            Instant publishedAt) {}

    List<Lesson> lessons(int limit) {
        return jdbc.sql("""
            select l.jurisdiction_id, l.version, l.service, l.area, l.from_department, l.to_department,
                l.before_decided, l.before_wrong, count(d.case_id),
                count(d.case_id) filter (where d.correction in ('declined', 'transferred')), l.published_at
            from routing_lesson l
            left join routing_decision d on d.jurisdiction_id = l.jurisdiction_id
                and d.territory_version >= l.version and d.decided_at >= l.published_at
                and d.service = l.service and (l.area is null or d.area = l.area)
                and not exists (select from experiment_decision e where e.request_id = d.request_id and e.acted)
            group by l.lesson_id order by l.published_at desc limit ?
            """)
                .param(limit)
                .query((row, number) -> new Lesson(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getTimestamp(11).toInstant()))
                .list();
    }
}
