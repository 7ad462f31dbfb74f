package org.relais.routing.learning;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The journal of decisions, as far as it counts, and what was learned from it. */
@Repository
class DecisionRecords {

    private final JdbcClient jdbc;

    DecisionRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Decisions that one version of a territory made. */
    record Made(Misroutes.Group group, long version) {}

    List<Made> made(String jurisdictionId, Instant since) {
        return jdbc.sql("""
            select rule_id, service, area, department, corrected_to, wrong, count(*), territory_version
            from counted_decision
            where jurisdiction_id = ? and decided_at > ? and department is not null
            group by 1, 2, 3, 4, 5, 6, 8
            """)
                .params(jurisdictionId, since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Made(
                        new Misroutes.Group(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBoolean(6),
                                row.getLong(7)),
                        row.getLong(8)))
                .list();
    }

    /**
     * A lesson of which it isn't known that it ended before the version in force.
     *
     * @param ruleId null in lessons from before it was noted
     * @param lookedUntil the last version whose rules had its row
     */
    record Open(
            UUID id,
            String jurisdictionId,
            @Nullable String ruleId,
            String service,
            @Nullable String area,
            String toDepartment,
            long lookedUntil) {}

    List<Open> open() {
        return jdbc.sql("""
            select l.lesson_id, l.jurisdiction_id, l.rule_id, l.service, l.area, l.to_department,
                greatest(l.version, l.looked_until)
            from routing_lesson l join territory t using (jurisdiction_id)
            where l.ended_version is null and greatest(l.version, l.looked_until) < t.version_in_force
            """)
                .query((row, number) -> new Open(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)))
                .list();
    }

    void holds(UUID lesson, long until) {
        jdbc.sql("update routing_lesson set looked_until = ? where lesson_id = ? and looked_until < ?")
                .params(until, lesson, until)
                .update();
    }

    void ended(UUID lesson, long version, Instant at) {
        jdbc.sql("update routing_lesson set ended_version = ?, ended_at = ? where lesson_id = ? and"
                        + " ended_version is null")
                .params(version, at.atOffset(ZoneOffset.UTC), lesson)
                .update();
    }

    /**
     * A change that was made because requests went astray, and how it went while it held.
     *
     * @param partly whether it was about only some requests of the service and area
     * @param afterDecided decisions of the row that made the change; 0 while there are none
     * @param endedAt when a version without the change came in force; null while it holds
     */
    record Lesson(
            String jurisdictionId,
            long version,
            String service,
            @Nullable String area,
            boolean partly,
            String fromDepartment,
            String toDepartment,
            long beforeDecided,
            long beforeWrong,
            long afterDecided,
            long afterWrong,
            Instant publishedAt,
            @Nullable Instant endedAt) {}

    /** @param jurisdictionId null for all territories */
    List<Lesson> lessons(@Nullable String jurisdictionId, int limit) {
        return jdbc.sql("""
            select l.jurisdiction_id, l.version, l.service, l.area, l.partly, l.from_department, l.to_department,
                l.before_decided, l.before_wrong, count(d.case_id),
                count(d.case_id) filter (where d.wrong), l.published_at, l.ended_at
            from routing_lesson l
            left join counted_decision d on d.jurisdiction_id = l.jurisdiction_id
                and d.decided_at >= l.published_at
                and d.territory_version >= l.version
                and (l.ended_version is null or d.territory_version < l.ended_version)
                and d.service = l.service
                and case when l.rule_id is null then l.area is null or d.area = l.area else d.rule_id = l.rule_id end
            where cast(:jurisdictionId as text) is null or l.jurisdiction_id = :jurisdictionId
            group by l.lesson_id order by l.published_at desc limit :limit
            """)
                .param("jurisdictionId", jurisdictionId, Types.VARCHAR)
                .param("limit", limit)
                .query((row, number) -> new Lesson(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getTimestamp(12).toInstant(),
                        instant(row.getTimestamp(13))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
