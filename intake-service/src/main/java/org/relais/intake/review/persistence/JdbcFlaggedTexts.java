package org.relais.intake.review.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.review.FlaggedText;
import org.relais.intake.review.FlaggedTexts;
import org.relais.intake.review.KeepBack;
import org.relais.intake.review.Verdict;
import org.relais.intake.tracking.RequestLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** A text was flagged where what is published of it isn't what was written: nothing more is stored about it until somebody decides. */
@Repository
class JdbcFlaggedTexts implements FlaggedTexts {

    private static final String FILED = """
        SELECT event_id, id AS request_id, tracking_code, jurisdiction_id, service_code, requester_id, language,
            true AS filed, description AS written, published_description AS published, submitted_at AS at
        FROM service_request WHERE published_description IS NOT NULL
        """;

    private static final String ADDED = """
        SELECT added.event_id, added.request_id, filed.tracking_code, filed.jurisdiction_id, filed.service_code,
            added.requester_id, filed.language, false AS filed, added.words AS written, added.published, added.at
        FROM citizen_action added JOIN service_request filed ON filed.id = added.request_id
        WHERE added.words <> added.published
        """;

    private static final String WAITING = " FROM (" + FILED + " UNION ALL " + ADDED + ") flagged"
            + " WHERE NOT EXISTS (SELECT FROM text_review decided WHERE decided.event_id = flagged.event_id)"
            + " AND jurisdiction_id = ANY (:jurisdictions::text[])";

    private static final String OLDEST = "SELECT *" + WAITING + " ORDER BY at, event_id LIMIT :most";

    private static final String NEXT = "SELECT *" + WAITING
            + " AND (flagged.at, flagged.event_id) > (:at, :event) ORDER BY at, event_id LIMIT :most";

    private static final String COUNT = "SELECT count(*)" + WAITING;

    private static final String FIND =
            FILED + " AND event_id = :event UNION ALL " + ADDED + " AND added.event_id = :event";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final RequestLog log;

    JdbcFlaggedTexts(JdbcClient database, TransactionTemplate transaction, RequestLog log) {
        this.database = database;
        this.transaction = transaction;
        this.log = log;
    }

    @Override
    public List<FlaggedText> waiting(Collection<String> jurisdictions, @Nullable FlaggedText after, int most) {
        StatementSpec asked = database.sql(after == null ? OLDEST : NEXT)
                .param("jurisdictions", jurisdictions.toArray(String[]::new))
                .param("most", most);
        if (after != null) {
            asked = asked.param("at", after.at().atOffset(ZoneOffset.UTC)).param("event", after.eventId());
        }
        return asked.query((row, number) -> text(row)).list();
    }

    @Override
    public int count(Collection<String> jurisdictions) {
        return database.sql(COUNT)
                .param("jurisdictions", jurisdictions.toArray(String[]::new))
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<FlaggedText> find(UUID eventId) {
        return database.sql(FIND)
                .param("event", eventId)
                .query((row, number) -> text(row))
                .optional();
    }

    @Override
    public Optional<Decided> decided(UUID eventId) {
        return database.sql("SELECT decision, reason, decided_by, decided_at FROM text_review WHERE event_id = ?")
                .param(eventId)
                .query((row, number) -> new Decided(
                        Verdict.of(row.getString("decision")).orElseThrow(),
                        reason(row.getString("reason")),
                        row.getString("decided_by"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public void decide(Decision decision) {
        transaction.executeWithoutResult(status -> {
            database.sql("""
                INSERT INTO text_review (event_id, request_id, decision, reason, decided_at, decided_by)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (event_id) DO UPDATE SET decision = excluded.decision, reason = excluded.reason,
                    decided_at = excluded.decided_at, decided_by = excluded.decided_by
                """)
                    .param(decision.text().eventId())
                    .param(decision.text().requestId())
                    .param(decision.verdict().word())
                    .param(decision.reason() == null ? null : decision.reason().word())
                    .param(decision.at().atOffset(ZoneOffset.UTC))
                    .param(decision.by())
                    .update();
            if (decision.text().filed()) {
                publish(decision);
            } else {
                log.replaceMessage(
                        decision.text().requestId(),
                        decision.text().eventId(),
                        decision.verdict() == Verdict.HIDE ? "" : decision.published());
            }
        });
    }

    /** What is published stays apart from what was written, so that a decision can be changed. */
    private void publish(Decision decision) {
        database.sql("UPDATE service_request SET published_description = ?, hidden = ?, seen_by_person = true"
                        + " WHERE id = ?")
                .param(decision.published())
                .param(decision.verdict() == Verdict.HIDE)
                .param(decision.text().requestId())
                .update();
    }

    private static @Nullable KeepBack reason(@Nullable String word) {
        return word == null ? null : KeepBack.of(word).orElse(KeepBack.OTHER);
    }

    private static FlaggedText text(ResultSet row) throws SQLException {
        return new FlaggedText(
                row.getObject("event_id", UUID.class),
                row.getObject("request_id", UUID.class),
                new TrackingCode(row.getString("tracking_code")),
                row.getString("jurisdiction_id"),
                row.getString("service_code"),
                row.getObject("requester_id", UUID.class),
                row.getString("language"),
                row.getBoolean("filed"),
                row.getString("written"),
                row.getString("published"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
