package org.relais.intake.tracking.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.RequestLog;
import org.relais.intake.tracking.TimelineEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** One statement a change: the progress moves on, never back, and the entry takes its new revision as its place. */
@Repository
class JdbcRequestLog implements RequestLog {

    private static final String APPEND = """
        WITH progress AS (
            INSERT INTO request_progress AS known (request_id, revision, updated_at, status, case_version, department,
                reason, expected_at, outcome, outcome_detail, question_id, question)
            VALUES (:request, 1, :at, :status, :version, :department,
                :reason, :expected, :outcome, :outcomeDetail, :questionId, :question)
            ON CONFLICT (request_id) DO UPDATE SET
                revision = known.revision + 1,
                updated_at = greatest(known.updated_at, excluded.updated_at),
                case_version = greatest(known.case_version, excluded.case_version),
                status = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.status, known.status) ELSE known.status END,
                department = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.department, known.department) ELSE known.department END,
                reason = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.reason, known.reason) ELSE known.reason END,
                expected_at = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.expected_at, known.expected_at) ELSE known.expected_at END,
                outcome = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.outcome, known.outcome) ELSE known.outcome END,
                outcome_detail = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.outcome_detail, known.outcome_detail) ELSE known.outcome_detail END,
                question_id = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.question_id, known.question_id) ELSE known.question_id END,
                question = CASE WHEN excluded.case_version >= known.case_version
                    THEN coalesce(excluded.question, known.question) ELSE known.question END
            RETURNING request_id, revision)
        INSERT INTO timeline_entry (request_id, revision, event_id, type, at, author, message, detail)
        SELECT request_id, revision, :event, :type, :at, :author, :message, :detail FROM progress
        """;

    private final JdbcClient database;
    private final JsonMapper mapper;

    JdbcRequestLog(JdbcClient database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    @Override
    public void append(Change change) {
        TimelineEntry entry = change.entry();
        Change.CaseUpdate update = change.update();
        database.sql(APPEND)
                .param("request", change.requestId())
                .param("at", utc(entry.at()))
                .param("status", update.status())
                .param("version", update.caseVersion())
                .param("department", update.department())
                .param("reason", update.reason() == null ? null : mapper.writeValueAsString(update.reason()))
                .param("expected", utc(update.expectedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("outcome", update.outcome())
                .param("outcomeDetail", update.outcomeMessage())
                .param("questionId", update.questionId())
                .param("question", update.question())
                .param("event", entry.eventId())
                .param("type", entry.type())
                .param("author", entry.author().name())
                .param("message", entry.message())
                .param("detail", mapper.writeValueAsString(entry.detail()))
                .update();
    }

    @Override
    public void replaceMessage(UUID requestId, UUID eventId, String replacement) {
        database.sql("UPDATE timeline_entry SET message = ? WHERE request_id = ? AND event_id = ? AND message IS"
                        + " NOT NULL")
                .param(replacement)
                .param(requestId)
                .param(eventId)
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
