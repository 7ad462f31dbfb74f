package org.relais.intake.tracking.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.Part;
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

    private static final String SELECT = """
        SELECT filed.id, filed.tracking_code, filed.event_id, filed.requester_id, filed.jurisdiction_id,
            filed.service_code, filed.language,
            coalesce(filed.published_description, filed.description) AS description,
            filed.latitude, filed.longitude, coalesce(filed.published_address, filed.address) AS address,
            coalesce(filed.published_description <> filed.description, false) AS masked, filed.hidden, filed.kept_private,
            (SELECT count(*) FROM supporter WHERE supporter.request_id = filed.id AND left_at IS NULL) AS supporters,
            filed.submitted_at, coalesce(filed.requested_at, filed.submitted_at) AS asked_at, progress.*,
            ARRAY(SELECT id FROM attachment WHERE attachment.request_id = filed.id ORDER BY place, id) AS attachments
        FROM service_request filed LEFT JOIN request_progress progress ON progress.request_id = filed.id
        """;

    private static final String FIND = SELECT + "WHERE filed.tracking_code = ?";

    private static final String FIND_ALL = SELECT + "WHERE filed.tracking_code = ANY (?::text[])";

    private static final String TIMELINE =
            "SELECT event_id, type, at, author, message, detail FROM timeline_entry WHERE request_id = ? ORDER BY"
                    + " revision";

    private static final String TIMELINES =
            "SELECT request_id, event_id, type, at, author, message, detail FROM timeline_entry WHERE request_id = ANY"
                    + " (?::uuid[]) ORDER BY request_id, revision";

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

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

    @Override
    public List<TrackedRequest> findAll(Collection<TrackingCode> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        Map<TrackingCode, TrackedRequest> found = new HashMap<>();
        database.sql(FIND_ALL)
                .param(codes.stream().map(TrackingCode::characters).toArray(String[]::new))
                .query((row, number) -> request(row))
                .list()
                .forEach(request -> found.put(request.trackingCode(), request));
        return codes.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Map<UUID, List<TimelineEntry>> timelines(Collection<UUID> requestIds) {
        if (requestIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, List<TimelineEntry>> timelines = new HashMap<>();
        database.sql(TIMELINES)
                .param(requestIds.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    timelines
                            .computeIfAbsent(row.getObject("request_id", UUID.class), id -> new ArrayList<>())
                            .add(entry(row));
                });
        return timelines;
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
                attachments(row),
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
                row.getString("question"),
                parts(row.getString("parts")),
                row.getInt("supporters"),
                row.getBoolean("masked"),
                row.getBoolean("hidden"),
                row.getBoolean("kept_private"));
    }

    private static @Nullable Place place(ResultSet row) throws SQLException {
        Place place = new Place(
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                row.getString("address"));
        return place.isEmpty() ? null : place;
    }

    private static List<UUID> attachments(ResultSet row) throws SQLException {
        return List.of((UUID[]) row.getArray("attachments").getArray());
    }

    private @Nullable Reason reason(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, Reason.class);
    }

    private List<Part> parts(@Nullable String json) {
        return json == null ? List.of() : mapper.readValue(json, PARTS);
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
