package org.relais.routing.cases.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.WrittenTogether;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.Cases;
import org.relais.routing.cases.Part;
import org.relais.routing.cases.Position;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.TriageWait;
import org.relais.routing.cases.Words;
import org.relais.routing.rules.Visibility;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Cases as rows: one statement to read one, one to change one, and one for all that a transaction adds. */
@Repository
class JdbcCases implements Cases, CaseLists {

    private static final String SELECT =
            "SELECT case_id, request_id, status, department, version, changed_at, merged_into, triage_since, document"
                    + " FROM routing_case ";

    private static final String INSERT = """
        INSERT INTO routing_case
            (case_id, request_id, jurisdiction_id, status, department, version, submitted_at, changed_at, due_at, clock,
             triage_since, document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
        """;

    private static final String UPDATE = """
        UPDATE routing_case SET status = ?, department = ?, version = ?, changed_at = ?, due_at = ?, clock = ?,
            triage_since = ?, merged_into = ?, split = split OR ?, document = ?::jsonb
        WHERE case_id = ?
        """;

    /** The whole first: who changes a part holds the whole, so that no two parts change at once. */
    private static final String LOCK = SELECT + """
        WHERE case_id = ? OR case_id = (SELECT request_id FROM routing_case WHERE case_id = ?)
        ORDER BY case_id <> request_id, case_id FOR UPDATE
        """;

    /** Of the newest so many at a place it is looked which are alike in words. */
    private static final int MOST_COMPARED = 100;

    private final JdbcTemplate jdbc;
    private final PlaceSettings places;
    private final WrittenTogether<CaseFile> added = new WrittenTogether<>(this::insert);

    JdbcCases(JdbcTemplate jdbc, PlaceSettings places) {
        this.jdbc = jdbc;
        this.places = places;
    }

    @Override
    public Optional<CaseFile> find(UUID caseId) {
        added.flush();
        return jdbc.query(SELECT + "WHERE case_id = ?", JdbcCases::file, caseId).stream()
                .findFirst();
    }

    @Override
    public Optional<CaseFile> lock(UUID caseId) {
        added.flush();
        return jdbc.query(LOCK, JdbcCases::file, caseId, caseId).stream()
                .filter(file -> file.id().equals(caseId))
                .findFirst();
    }

    @Override
    public List<CaseFile> lockAllOf(UUID requestId) {
        added.flush();
        // First the case that a split would divide: a statement that waits for it doesn't see the parts made meanwhile,
        // the next does.
        jdbc.query("SELECT FROM routing_case WHERE case_id = ? FOR UPDATE", _ -> {}, requestId);
        return jdbc.query(
                SELECT + "WHERE request_id = ? ORDER BY case_id <> request_id, case_id FOR UPDATE",
                JdbcCases::file,
                requestId);
    }

    @Override
    public List<CaseFile> lockMergedInto(UUID caseId) {
        added.flush();
        return jdbc.query(SELECT + "WHERE merged_into = ? ORDER BY case_id FOR UPDATE", JdbcCases::file, caseId);
    }

    @Override
    public boolean isFollowed(UUID caseId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT FROM routing_case WHERE merged_into = ?"
                        + " AND status NOT IN ('confirmed', 'withdrawn'))",
                Boolean.class,
                caseId));
    }

    @Override
    public void add(CaseFile file) {
        added.add(file);
    }

    private void insert(List<CaseFile> files) {
        jdbc.batchUpdate(INSERT, files.stream().map(JdbcCases::row).toList());
    }

    private static @Nullable Object[] row(CaseFile file) {
        return new @Nullable Object[] {
            file.id(),
            file.current().requestId(),
            file.request().jurisdictionId(),
            file.current().status().word(),
            file.current().department(),
            file.current().version(),
            timestamp(file.request().submittedAt()),
            timestamp(file.changedAt()),
            dueAt(file),
            clock(file),
            triageSince(file),
            CaseDocuments.write(CaseDocument.of(file))
        };
    }

    @Override
    public void store(CaseFile file) {
        int updated = jdbc.update(
                UPDATE,
                file.current().status().word(),
                file.current().department(),
                file.current().version(),
                timestamp(file.changedAt()),
                dueAt(file),
                clock(file),
                triageSince(file),
                file.current().mergedInto(),
                file.current().state() instanceof CaseState.InParts,
                CaseDocuments.write(CaseDocument.of(file)),
                file.id());
        if (updated != 1) {
            throw new IllegalStateException("case " + file.id() + " was not there to be stored");
        }
    }

    @Override
    public List<CaseFile> ofDepartment(String department, Set<Status> statuses, @Nullable Position after, int limit) {
        String[] words = statuses.stream().map(Status::word).toArray(String[]::new);
        return jdbc.query(SELECT + """
            WHERE department = ? AND status = ANY (?) AND merged_into IS NULL AND (submitted_at, case_id) > (?, ?)
            ORDER BY submitted_at, case_id LIMIT ?
            """, JdbcCases::file, department, words, timeAfter(after), idAfter(after), limit);
    }

    @Override
    public List<CaseFile> awaitingTriage(@Nullable Set<String> territories, @Nullable Position after, int limit) {
        String[] watched = watched(territories);
        return jdbc.query(SELECT + """
            WHERE status = 'awaiting_triage' AND merged_into IS NULL AND NOT split
                AND (?::text[] IS NULL OR jurisdiction_id = ANY (?))
                AND (coalesce(triage_since, submitted_at), case_id) > (?, ?)
            ORDER BY coalesce(triage_since, submitted_at), case_id LIMIT ?
            """, JdbcCases::file, watched, watched, timeAfter(after), idAfter(after), limit);
    }

    @Override
    public Map<UUID, List<CaseFile>> mergedInto(Collection<UUID> caseIds) {
        Map<UUID, List<CaseFile>> followers = new HashMap<>();
        if (caseIds.isEmpty()) {
            return followers;
        }
        jdbc.query(
                        SELECT + "WHERE merged_into = ANY (?::uuid[]) ORDER BY submitted_at, case_id",
                        JdbcCases::file,
                        (Object) ids(caseIds))
                .forEach(file -> followers
                        .computeIfAbsent(Objects.requireNonNull(file.current().mergedInto()), id -> new ArrayList<>())
                        .add(file));
        return followers;
    }

    @Override
    public Map<UUID, List<Part>> parts(Collection<UUID> requestIds) {
        if (requestIds.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .query(SELECT + "WHERE split AND case_id = ANY (?::uuid[])", JdbcCases::file, (Object) ids(requestIds))
                .stream()
                .filter(file -> file.current().state() instanceof CaseState.InParts)
                .collect(Collectors.toMap(
                        CaseFile::id,
                        file -> ((CaseState.InParts) file.current().state()).parts()));
    }

    @Override
    public Map<UUID, List<CaseFile>> lookAlikes(Collection<UUID> caseIds, int limit) {
        Map<UUID, List<CaseFile>> found = new HashMap<>();
        if (caseIds.isEmpty()) {
            return found;
        }
        jdbc.query(
                """
                SELECT own.case_id AS own_id, other.* FROM routing_case own
                JOIN case_place here ON here.case_id = own.case_id
                JOIN place ON place.place_id = here.place_id
                CROSS JOIN LATERAL (
                    SELECT metres, 3 * metres / 111320 AS high, 3 * metres / (111320 * shrinkage) AS wide, shrinkage,
                        (own.document #>> '{request,place,latitude}')::double precision AS latitude,
                        (own.document #>> '{request,place,longitude}')::double precision AS longitude
                    FROM (SELECT ?::double precision AS metres,
                        greatest(0.01, cos(radians(place.latitude))) AS shrinkage) scale) reach
                CROSS JOIN LATERAL (
                    SELECT language, replace(plainto_tsquery(language, own.document #>> '{request,description}')::text,
                        '&', '|')::tsquery AS any_word
                    FROM (SELECT CASE own.document #>> '{request,language}' WHEN 'en' THEN 'english'::regconfig
                        ELSE 'french'::regconfig END AS language) spoken) said
                CROSS JOIN LATERAL (
                    SELECT newest.*, coalesce(ts_rank(
                        to_tsvector(said.language, newest.document #>> '{request,description}'), said.any_word, 1), 0)
                        AS likeness
                    FROM (
                        SELECT c.case_id, c.request_id, c.status, c.department, c.version, c.changed_at, c.merged_into,
                            c.triage_since, c.document, c.submitted_at
                        FROM place near
                        JOIN case_place there ON there.place_id = near.place_id
                        JOIN routing_case c ON c.case_id = there.case_id
                        WHERE near.jurisdiction_id = place.jurisdiction_id AND near.service = place.service
                            -- Each lies within reach of its own place.
                            AND point(near.longitude, near.latitude) <@ box(
                                point(place.longitude - reach.wide, place.latitude - reach.high),
                                point(place.longitude + reach.wide, place.latitude + reach.high))
                            AND (near.place_id = place.place_id OR sqrt(
                                (((c.document #>> '{request,place,latitude}')::double precision - reach.latitude)
                                    * 111320) ^ 2
                                + (((c.document #>> '{request,place,longitude}')::double precision - reach.longitude)
                                    * 111320 * reach.shrinkage) ^ 2) <= reach.metres)
                            AND c.case_id <> own.case_id
                            AND coalesce(own.department, c.department) = c.department AND c.merged_into IS NULL
                            AND c.status NOT IN ('awaiting_triage', 'resolved', 'confirmed', 'withdrawn')
                        ORDER BY c.submitted_at DESC, c.case_id LIMIT ?) newest
                    ORDER BY likeness DESC, newest.submitted_at DESC, newest.case_id LIMIT ?) other
                WHERE own.case_id = ANY (?::uuid[]) AND own.merged_into IS NULL AND NOT own.split
                    AND own.status NOT IN ('resolved', 'confirmed', 'withdrawn')
                    AND NOT EXISTS (
                        SELECT FROM routing_case follower
                        WHERE follower.merged_into = own.case_id AND follower.status NOT IN ('confirmed', 'withdrawn'))
                ORDER BY own.case_id, other.likeness DESC, other.submitted_at DESC, other.case_id
                """,
                row -> {
                    found.computeIfAbsent(row.getObject("own_id", UUID.class), id -> new ArrayList<>())
                            .add(file(row, 0));
                },
                places.reachMetres(),
                MOST_COMPARED,
                limit,
                ids(caseIds));
        return found;
    }

    private static String[] ids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    @Override
    public List<CaseFile> nearOrMissed(@Nullable Set<String> territories, int limit) {
        String[] watched = watched(territories);
        return jdbc.query(SELECT + """
            WHERE clock IN ('near', 'missed') AND (?::text[] IS NULL OR jurisdiction_id = ANY (?))
            ORDER BY due_at, case_id LIMIT ?
            """, JdbcCases::file, watched, watched, limit);
    }

    private static String @Nullable [] watched(@Nullable Set<String> territories) {
        return territories == null ? null : territories.toArray(String[]::new);
    }

    private static @Nullable Object dueAt(CaseFile file) {
        return file.deadline() == null ? null : timestamp(file.deadline().dueAt());
    }

    private static @Nullable Object triageSince(CaseFile file) {
        return file.triage() == null ? null : timestamp(file.triage().since());
    }

    private static @Nullable String clock(CaseFile file) {
        return file.deadline() == null
                ? null
                : file.deadline().standing().name().toLowerCase(Locale.ROOT);
    }

    private static Object timeAfter(@Nullable Position after) {
        return timestamp(after == null ? Instant.EPOCH : after.time());
    }

    private static UUID idAfter(@Nullable Position after) {
        return after == null ? new UUID(0, 0) : after.caseId();
    }

    private static Object timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static CaseFile file(ResultSet row, int number) throws SQLException {
        CaseDocument document = CaseDocuments.read(row.getString("document"));
        Timestamp changedAt = row.getTimestamp("changed_at");
        Timestamp triageSince = row.getTimestamp("triage_since");
        return new CaseFile(
                document.request(),
                new Case(
                        row.getObject("case_id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        row.getLong("version"),
                        state(row.getString("status"), row.getString("department"), document),
                        document.journey(),
                        row.getObject("merged_into", UUID.class)),
                document.reason(),
                document.priority(),
                document.visibility() == null ? Visibility.PUBLIC : document.visibility(),
                document.area(),
                changedAt.toInstant(),
                document.history(),
                document.deadline(),
                document.triage() == null && triageSince != null
                        ? new TriageWait(triageSince.toInstant(), false)
                        : document.triage(),
                document.work() == null ? Words.NONE : document.work());
    }

    private static CaseState state(String word, @Nullable String department, CaseDocument document) {
        Status status = Status.named(word).orElseThrow(() -> new IllegalStateException("unknown status " + word));
        List<Part> parts = document.parts();
        if (parts != null) {
            return switch (status) {
                case RESOLVED -> new CaseState.PartsResolved(parts, document.resolvedSince());
                case CONFIRMED -> new CaseState.PartsConfirmed(parts, document.resolvedSince());
                case AWAITING_TRIAGE,
                        ROUTED,
                        ACKNOWLEDGED,
                        IN_PROGRESS,
                        AWAITING_CITIZEN,
                        CONTESTED,
                        REOPENED,
                        WITHDRAWN -> new CaseState.PartsOpen(parts, status, document.question());
            };
        }
        return switch (status) {
            case AWAITING_TRIAGE -> new CaseState.AwaitingTriage();
            case ROUTED -> new CaseState.Routed(held(department));
            case ACKNOWLEDGED -> new CaseState.Acknowledged(held(department));
            case IN_PROGRESS -> new CaseState.InProgress(held(department));
            case AWAITING_CITIZEN ->
                new CaseState.AwaitingCitizen(held(department), Objects.requireNonNull(document.question()));
            case CONTESTED -> new CaseState.Contested(held(department));
            case REOPENED -> new CaseState.Reopened(held(department));
            case RESOLVED ->
                new CaseState.Resolved(
                        department, Objects.requireNonNull(document.resolution()), document.resolvedSince());
            case CONFIRMED -> new CaseState.Confirmed(department, document.resolvedSince());
            case WITHDRAWN -> new CaseState.Withdrawn(department);
        };
    }

    private static String held(@Nullable String department) {
        return Objects.requireNonNull(department, "a case in this state has a department");
    }
}
