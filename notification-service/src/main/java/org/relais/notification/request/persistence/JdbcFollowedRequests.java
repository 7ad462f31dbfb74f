package org.relais.notification.request.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.FollowedRequest.Declined;
import org.relais.notification.request.FollowedRequests;
import org.relais.notification.request.Follower;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcFollowedRequests implements FollowedRequests {

    private static final TypeReference<List<Follower>> FOLLOWERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> ACTORS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcFollowedRequests(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void lock(String requestId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:requestId, 0))")
                .param("requestId", requestId)
                .query((row, number) -> requestId)
                .single();
    }

    @Override
    public Optional<FollowedRequest> find(String requestId) {
        return jdbc.sql("select * from followed_request where request_id = :requestId")
                .param("requestId", UUID.fromString(requestId))
                .query((row, number) -> read(row))
                .optional();
    }

    @Override
    public void save(FollowedRequest request) {
        Declined declined = request.declined();
        jdbc.sql("""
            insert into followed_request (request_id, jurisdiction_id, tracking_code, service_code, submitted_at, status,
                department, expected_at, declined_by, declined_reason, followers, actors)
            values (:requestId, :jurisdictionId, :trackingCode, :serviceCode, :submittedAt, :status,
                :department, :expectedAt, :declinedBy, :declinedReason, cast(:followers as jsonb), cast(:actors as jsonb))
            on conflict (request_id) do update set status = excluded.status, department = excluded.department,
                expected_at = excluded.expected_at, declined_by = excluded.declined_by,
                declined_reason = excluded.declined_reason, followers = excluded.followers, actors = excluded.actors
            """)
                .param("requestId", UUID.fromString(request.requestId()))
                .param("jurisdictionId", request.jurisdictionId())
                .param("trackingCode", request.trackingCode())
                .param("serviceCode", request.serviceCode())
                .param("submittedAt", at(request.submittedAt()))
                .param("status", request.status())
                .param("department", request.department())
                .param("expectedAt", at(request.expectedAt()))
                .param("declinedBy", declined == null ? null : declined.department())
                .param("declinedReason", declined == null ? null : declined.reason())
                .param("followers", json.writeValueAsString(request.followers()))
                .param("actors", json.writeValueAsString(request.actors()))
                .update();
    }

    private FollowedRequest read(ResultSet row) throws SQLException {
        String declinedBy = row.getString("declined_by");
        return new FollowedRequest(
                row.getString("request_id"),
                row.getString("jurisdiction_id"),
                row.getString("tracking_code"),
                row.getString("service_code"),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                row.getString("status"),
                row.getString("department"),
                instant(row.getObject("expected_at", OffsetDateTime.class)),
                declinedBy == null ? null : new Declined(declinedBy, row.getString("declined_reason")),
                json.readValue(row.getString("followers"), FOLLOWERS),
                json.readValue(row.getString("actors"), ACTORS));
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
