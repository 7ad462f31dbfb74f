package org.relais.notification.request.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.notification.request.FollowedRequest;
import org.relais.notification.request.FollowedRequest.Declined;
import org.relais.notification.request.FollowedRequests;
import org.relais.notification.request.Follower;
import org.relais.platform.commit.PerTransaction;
import org.relais.platform.commit.WrittenTogether;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcFollowedRequests implements FollowedRequests {

    private static final TypeReference<List<Follower>> FOLLOWERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> ACTORS = new TypeReference<>() {};

    private static final String SAVE = """
        insert into followed_request (request_id, jurisdiction_id, tracking_code, service_code, submitted_at, status,
            department, expected_at, decide_by, declined_by, declined_reason, followers, actors)
        values (:requestId, :jurisdictionId, :trackingCode, :serviceCode, :submittedAt, :status,
            :department, :expectedAt, :decideBy, :declinedBy, :declinedReason, cast(:followers as jsonb),
            cast(:actors as jsonb))
        on conflict (request_id) do update set status = excluded.status, department = excluded.department,
            expected_at = excluded.expected_at, decide_by = excluded.decide_by, declined_by = excluded.declined_by,
            declined_reason = excluded.declined_reason, followers = excluded.followers, actors = excluded.actors
        """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final JsonMapper json;

    /** What a transaction has reserved, as it stands in that transaction. */
    private final PerTransaction<Map<String, Optional<FollowedRequest>>> reserved = new PerTransaction<>(HashMap::new);

    private final WrittenTogether<FollowedRequest> saved = new WrittenTogether<>(this::write);

    JdbcFollowedRequests(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    @Override
    public void lock(Set<String> requestIds) {
        Map<String, Optional<FollowedRequest>> inHand = reserved.get();
        // Sorted, so that two transactions wait for each other in one direction only.
        String[] wanted = requestIds.stream()
                .filter(requestId -> !inHand.containsKey(requestId))
                .sorted()
                .toArray(String[]::new);
        if (wanted.length == 0) {
            return;
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(?::text[]) as id")
                .param(wanted)
                .query((row, number) -> wanted[number])
                .list();
        Map<String, FollowedRequest> found = jdbc
                .sql("select * from followed_request where request_id = any(?::uuid[])")
                .param(wanted)
                .query((row, number) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(FollowedRequest::requestId, Function.identity()));
        for (String requestId : wanted) {
            inHand.put(requestId, Optional.ofNullable(found.get(requestId)));
        }
    }

    @Override
    public Optional<FollowedRequest> find(String requestId) {
        return reserved.begun()
                .map(inHand -> inHand.get(requestId))
                .orElseGet(() -> jdbc.sql("select * from followed_request where request_id = ?")
                        .param(UUID.fromString(requestId))
                        .query((row, number) -> read(row))
                        .optional());
    }

    @Override
    public void save(FollowedRequest request) {
        reserved.begun().ifPresent(inHand -> inHand.put(request.requestId(), Optional.of(request)));
        saved.add(request);
    }

    /** A request that changed more than once is written as it was left. */
    private void write(List<FollowedRequest> requests) {
        Map<String, SqlParameterSource> rows = new LinkedHashMap<>();
        requests.forEach(request -> rows.put(request.requestId(), row(request)));
        batches.batchUpdate(SAVE, rows.values().toArray(SqlParameterSource[]::new));
    }

    private SqlParameterSource row(FollowedRequest request) {
        Declined declined = request.declined();
        return new MapSqlParameterSource("requestId", UUID.fromString(request.requestId()))
                .addValue("jurisdictionId", request.jurisdictionId())
                .addValue("trackingCode", request.trackingCode())
                .addValue("serviceCode", request.serviceCode())
                .addValue("submittedAt", at(request.submittedAt()))
                .addValue("status", request.status())
                .addValue("department", request.department())
                .addValue("expectedAt", at(request.expectedAt()))
                .addValue("decideBy", at(request.decideBy()))
                .addValue("declinedBy", declined == null ? null : declined.department())
                .addValue("declinedReason", declined == null ? null : declined.reason())
                .addValue("followers", json.writeValueAsString(request.followers()))
                .addValue("actors", json.writeValueAsString(request.actors()));
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
                instant(row.getObject("decide_by", OffsetDateTime.class)),
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
