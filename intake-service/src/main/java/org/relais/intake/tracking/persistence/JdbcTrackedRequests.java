package org.relais.intake.tracking.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.Reason;
import org.relais.intake.tracking.Status;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcTrackedRequests implements TrackedRequests {

    private static final String FIND = """
        SELECT filed.id, filed.tracking_code, filed.event_id, filed.requester_id, filed.jurisdiction_id,
            filed.service_code, filed.language,
            coalesce(filed.published_description, filed.description) AS description,
            filed.latitude, filed.longitude, coalesce(filed.published_address, filed.address) AS address,
            filed.submitted_at, coalesce(filed.requested_at, filed.submitted_at) AS asked_at, progress.*
        FROM service_request filed LEFT JOIN request_progress progress ON progress.request_id = filed.id
        WHERE filed.tracking_code = ?
        """;

    private static final String TIMELINE =
            "SELECT event_id, type, at, author, message, detail FROM timeline_entry WHERE request_id = ? ORDER BY"
                    + " revision";

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper mapper;

    JdbcTrackedRequests(JdbcClient database, JsonMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    @Override
    public Optional<TrackedRequest> find(TrackingCode code) {
        return database.sql(FIND)
                .param(code.characters())
                .query((row, number) -> request(row))
                .optional();
    }

    @Override
    public List<TimelineEntry> timeline(UUID requestId) {
        return database.sql(TIMELINE)
                .param(requestId)
                .query((row, number) -> entry(row))
                .list();
    }

    private TrackedRequest request(ResultSet row) throws SQLException {
        Instant filedAt = row.getObject("submitted_at", OffsetDateTime.class).toInstant();
        Instant askedAt = row.getObject("asked_at", OffsetDateTime.class).toInstant();
        Instant updatedAt = instant(row, "updated_at");
        String status = row.getString("status");
        return new TrackedRequest(
                row.getObject("id", UUID.class),
                new TrackingCode(row.getString("tracking_code")),
                row.getObject("event_id", UUID.class),
                row.getObject("requester_id", UUID.class),
                row.getString("jurisdiction_id"),
                row.getString("service_code"),
                row.getString("language"),
                row.getString("description"),
                place(row),
                askedAt,
                updatedAt == null ? filedAt : updatedAt,
                row.getInt("revision"),
                status == null ? Status.SUBMITTED : status,
                row.getLong("case_version"),
                row.getString("department"),
                reason(row.getString("reason")),
                instant(row, "expected_at"),
                row.getString("outcome"),
                row.getString("outcome_detail"),
                row.getString("question_id"),
                row.getString("question"));
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        Place place = new Place(
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                row.getString("address"));
        return place.isEmpty() ? null : place;
    }

    private @Nullable Reason reason(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, Reason.class);
    }

    private TimelineEntry entry(ResultSet row) throws SQLException {
        return new TimelineEntry(
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                TimelineEntry.Author.valueOf(row.getString("author")),
                row.getString("message"),
                mapper.readValue(row.getString("detail"), DETAIL));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
