package org.relais.intake.tracking.persistence;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.Part;
import org.relais.intake.tracking.RequestLog;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.platform.commit.WrittenTogether;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes of one transaction are sent together: the progress moves on, never back, and the entry takes its new revision as its
 * place. Whether a request is kept private stands with the request, where every public list looks.
 */
@Repository
class JdbcRequestLog implements RequestLog {

    private static final String APPEND = """
        WITH progress AS (
            INSERT INTO request_progress AS known (request_id, revision, updated_at, status, case_version, routing_sequence,
                department, reason, expected_at, outcome, outcome_detail, question_id, question, parts)
            VALUES (:request, 1, :at, :status, :version, :sequence,
                :department, :reason, :expected, :outcome, :outcomeDetail, :questionId, :question, :parts)
            ON CONFLICT (request_id) DO UPDATE SET
                revision = known.revision + 1,
                updated_at = greatest(known.updated_at, excluded.updated_at),
                case_version = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN excluded.case_version ELSE known.case_version END,
                routing_sequence = greatest(known.routing_sequence, excluded.routing_sequence),
                status = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.status, known.status) ELSE known.status END,
                department = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.department, known.department) ELSE known.department END,
                reason = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.reason, known.reason) ELSE known.reason END,
                expected_at = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.expected_at, known.expected_at) ELSE known.expected_at END,
                outcome = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.outcome, known.outcome) ELSE known.outcome END,
                outcome_detail = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.outcome_detail, known.outcome_detail) ELSE known.outcome_detail END,
                question_id = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.question_id, known.question_id) ELSE known.question_id END,
                question = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.question, known.question) ELSE known.question END,
                parts = CASE WHEN excluded.routing_sequence >= known.routing_sequence
                    THEN coalesce(excluded.parts, known.parts) ELSE known.parts END
            RETURNING request_id, revision)
        INSERT INTO timeline_entry (request_id, revision, event_id, type, at, author, message, detail)
        SELECT request_id, revision, CAST(:event AS uuid), :type, :at, :author, :message, :detail FROM progress
        WHERE CAST(:event AS uuid) IS NOT NULL
        """;

    /**
     * What the person named themselves stays; what only the words said gives way to what somebody decided. Who reads a text in triage
     * doesn't see what was taken out of it: that is looked at by whoever reviews it.
     */
    private static final String FIND_OUT = """
        UPDATE service_request SET
            service_code = CASE WHEN :service <> '' AND (service_code = '' OR service_named = 'words')
                THEN :service ELSE service_code END,
            service_named = CASE WHEN :service <> '' AND (service_code = '' OR service_named = 'words')
                THEN :named ELSE service_named END,
            seen_by_person = seen_by_person OR :seen AND published_description IS NULL
        WHERE id = :request AND (service_code = '' OR service_named = 'words')
        """;

    private static final String KEEP_PRIVATE = """
        UPDATE service_request SET kept_private = :keptPrivate WHERE id = :request AND kept_private <> :keptPrivate
        """;

    /** A new revision too, so that no copy kept outside is taken for current. */
    private static final String REPLACE = """
        WITH replaced AS (
            UPDATE timeline_entry SET message = :message
            WHERE request_id = :request AND event_id = :event AND message IS NOT NULL
            RETURNING request_id)
        UPDATE request_progress SET revision = revision + 1 WHERE request_id IN (SELECT request_id FROM replaced)
        """;

    private final NamedParameterJdbcTemplate database;
    private final JsonMapper mapper;
    private final WrittenTogether<Change> changes = new WrittenTogether<>(this::write);

    JdbcRequestLog(NamedParameterJdbcTemplate database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    @Override
    public void append(Change change) {
        changes.add(change);
    }

    /** The request before its progress: who writes both of one request elsewhere does so too. */
    private void write(List<Change> together) {
        updateRequests(
                FIND_OUT,
                together.stream()
                        .flatMap(change ->
                                Stream.ofNullable(change.finding()).map(found -> finding(change.requestId(), found))));
        updateRequests(
                KEEP_PRIVATE,
                together.stream()
                        .flatMap(change -> Stream.ofNullable(change.update().keptPrivate())
                                .map(kept -> visibility(change.requestId(), kept))));
        database.batchUpdate(APPEND, together.stream().map(this::row).toArray(SqlParameterSource[]::new));
    }

    private void updateRequests(String statement, Stream<SqlParameterSource> rows) {
        SqlParameterSource[] together = rows.toArray(SqlParameterSource[]::new);
        if (together.length > 0) {
            database.batchUpdate(statement, together);
        }
    }

    private static SqlParameterSource visibility(UUID requestId, boolean keptPrivate) {
        return new MapSqlParameterSource().addValue("request", requestId).addValue("keptPrivate", keptPrivate);
    }

    private static SqlParameterSource finding(UUID requestId, Change.Finding found) {
        return new MapSqlParameterSource()
                .addValue("request", requestId)
                .addValue("service", found.serviceCode())
                .addValue("named", found.by() == Change.Finding.By.WORDS ? "words" : "routing")
                .addValue("seen", found.by() == Change.Finding.By.PERSON);
    }

    private SqlParameterSource row(Change change) {
        TimelineEntry entry = change.entry();
        Change.CaseUpdate update = change.update();
        List<Part> parts = update.parts();
        return new MapSqlParameterSource()
                .addValue("request", change.requestId())
                .addValue("at", utc(change.at()))
                .addValue("status", update.status())
                .addValue("version", update.caseVersion())
                .addValue("sequence", update.sequence())
                .addValue("department", update.department())
                .addValue("reason", update.reason() == null ? null : mapper.writeValueAsString(update.reason()))
                .addValue("expected", utc(update.expectedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .addValue("outcome", update.outcome())
                .addValue("outcomeDetail", update.outcomeMessage())
                .addValue("questionId", update.questionId())
                .addValue("question", update.question())
                .addValue("parts", parts == null ? null : mapper.writeValueAsString(parts))
                .addValue("event", entry == null ? null : entry.eventId())
                .addValue("type", entry == null ? null : entry.type())
                .addValue("author", entry == null ? null : entry.author().name())
                .addValue("message", entry == null ? null : entry.message())
                .addValue("detail", entry == null ? null : mapper.writeValueAsString(entry.detail()));
    }

    @Override
    public void replaceMessage(UUID requestId, UUID eventId, String replacement) {
        changes.flush();
        database.update(REPLACE, Map.of("message", replacement, "request", requestId, "event", eventId));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
