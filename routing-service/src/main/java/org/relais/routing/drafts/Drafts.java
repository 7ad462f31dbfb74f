package org.relais.routing.drafts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Drafts in PostgreSQL. */
@Repository
class Drafts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    Drafts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Draft draft) {
        jdbc.sql("""
            insert into rule_draft (draft_id, jurisdiction_id, based_on, title, rules, status, revision, created_by,
                created_at, changed_by, changed_at, mends)
            values (:id, :jurisdictionId, :basedOn, :title, :rules, 'open', 1, :by, :at, :by, :at, :mends::jsonb)
            """)
                .param("id", draft.id())
                .param("jurisdictionId", draft.jurisdictionId())
                .param("basedOn", draft.basedOn())
                .param("title", draft.title())
                .param("rules", draft.rules())
                .param("by", draft.createdBy())
                .param("at", draft.createdAt().atOffset(ZoneOffset.UTC))
                .param("mends", draft.mends() == null ? null : JSON.writeValueAsString(draft.mends()), Types.VARCHAR)
                .update();
    }

    Optional<Draft> find(String jurisdictionId, UUID id) {
        return jdbc.sql("select * from rule_draft where jurisdiction_id = ? and draft_id = ?")
                .params(jurisdictionId, id)
                .query(Drafts::draft)
                .optional();
    }

    /** The newest changes first, each without its table: tables can be large. */
    List<Draft> latest(String jurisdictionId, int limit) {
        return jdbc.sql("""
            select draft_id, jurisdiction_id, based_on, title, '' as rules, status, revision, created_by, created_at,
                changed_by, changed_at, published_version, mends
            from rule_draft where jurisdiction_id = ? and status <> 'discarded'
            order by changed_at desc, draft_id limit ?
            """).params(jurisdictionId, limit).query(Drafts::draft).list();
    }

    /** @return whether the draft was open and still had the revision */
    boolean change(UUID id, long revision, long basedOn, String title, String rules, String by, Instant at) {
        return jdbc.sql("""
            update rule_draft set title = :title, rules = :rules, based_on = :basedOn,
                revision = revision + 1, changed_by = :by, changed_at = :at
            where draft_id = :id and revision = :revision and status = 'open'
            """)
                        .param("title", title)
                        .param("rules", rules)
                        .param("basedOn", basedOn)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("revision", revision)
                        .update()
                == 1;
    }

    /** @return whether the draft was open and still had the revision */
    boolean close(Draft draft, Draft.Status as, Long version, String by, Instant at) {
        return jdbc.sql("""
            update rule_draft set status = :status, published_version = :version, revision = revision + 1,
                changed_by = :by, changed_at = :at
            where draft_id = :id and revision = :revision and status = 'open'
            """)
                        .param("status", as.name().toLowerCase(Locale.ROOT))
                        .param("version", as == Draft.Status.PUBLISHED ? version : null, Types.BIGINT)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", draft.id())
                        .param("revision", draft.revision())
                        .update()
                == 1;
    }

    /** @param ruleId the row that makes the change */
    void learn(UUID id, Draft draft, Draft.Mends mends, String ruleId, long version, Instant at) {
        jdbc.sql("""
            insert into routing_lesson (lesson_id, jurisdiction_id, version, service, area, from_department,
                to_department, before_decided, before_wrong, published_at, rule_id, partly)
            values (:id, :jurisdictionId, :version, :service, :area, :from, :to, :decided, :wrong, :at, :ruleId, :partly)
            """)
                .param("id", id)
                .param("jurisdictionId", draft.jurisdictionId())
                .param("version", version)
                .param("service", mends.service())
                .param("area", mends.area(), Types.VARCHAR)
                .param("from", mends.fromDepartment())
                .param("to", mends.toDepartment())
                .param("decided", mends.decided())
                .param("wrong", mends.wrong())
                .param("ruleId", ruleId)
                .param("partly", Boolean.TRUE.equals(mends.partly()))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Draft draft(ResultSet row, int number) throws SQLException {
        String mends = row.getString("mends");
        long published = row.getLong("published_version");
        return new Draft(
                row.getObject("draft_id", UUID.class),
                row.getString("jurisdiction_id"),
                row.getLong("based_on"),
                row.getString("title"),
                row.getString("rules"),
                Draft.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("revision"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant(),
                published == 0 ? null : published,
                mends == null ? null : JSON.readValue(mends, Draft.Mends.class));
    }
}
