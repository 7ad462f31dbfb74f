package org.relais.routing.cases.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.WrittenTogether;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseLists;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.Cases;
import org.relais.routing.cases.Position;
import org.relais.routing.cases.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Cases as rows: one statement to read one, one to change one, and one for all that a transaction adds. */
@Repository
class JdbcCases implements Cases, CaseLists {

    private static final String SELECT =
            "SELECT case_id, request_id, status, department, version, changed_at, merged_into, document FROM"
                    + " routing_case ";

    private static final String INSERT = """
        INSERT INTO routing_case
            (case_id, request_id, jurisdiction_id, status, department, version, submitted_at, changed_at, due_at, clock,
             document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
        """;

    private static final String UPDATE = """
        UPDATE routing_case SET status = ?, department = ?, version = ?, changed_at = ?, due_at = ?, clock = ?,
            merged_into = ?, document = ?::jsonb
        WHERE case_id = ?
        """;

    private final JdbcTemplate jdbc;
    private final WrittenTogether<CaseFile> added = new WrittenTogether<>(this::insert);

    JdbcCases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
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
        return jdbc.query(SELECT + "WHERE case_id = ? FOR UPDATE", JdbcCases::file, caseId).stream()
                .findFirst();
    }

    @Override
    public List<CaseFile> lockAllOf(UUID requestId) {
        added.flush();
        return jdbc.query(SELECT + "WHERE request_id = ? ORDER BY case_id FOR UPDATE", JdbcCases::file, requestId);
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
                file.current().mergedInto(),
                CaseDocuments.write(CaseDocument.of(file)),
                file.id());
        if (updated != 1) {
            throw new IllegalStateException("case " + file.id() + " was not there to be stored");
        }
    }

    @Override
    public List<CaseFile> ofDepartment(String department, Set<Status> statuses, @Nullable Position after, int limit) {
        String[] words = statuses.stream().map(Status::word).toArray(String[]::new);
        return jdbc.query(
                SELECT + """
                    WHERE department = ? AND status = ANY (?) AND merged_into IS NULL AND (submitted_at, case_id) > (?, ?)
                    ORDER BY submitted_at, case_id LIMIT ?
                    """, JdbcCases::file, department, words, submittedAfter(after), idAfter(after), limit);
    }

    @Override
    public List<CaseFile> awaitingTriage(@Nullable Position after, int limit) {
        return jdbc.query(SELECT + """
            WHERE status = 'awaiting_triage' AND merged_into IS NULL AND (submitted_at, case_id) > (?, ?)
            ORDER BY submitted_at, case_id LIMIT ?
            """, JdbcCases::file, submittedAfter(after), idAfter(after), limit);
    }

    @Override
    public List<CaseFile> mergedInto(UUID caseId) {
        return jdbc.query(SELECT + "WHERE merged_into = ? ORDER BY submitted_at, case_id", JdbcCases::file, caseId);
    }

    @Override
    public List<CaseFile> lookAlikes(UUID caseId, int limit) {
        return jdbc.query(SELECT + """
            WHERE case_id IN (
                SELECT other.case_id FROM case_place own JOIN case_place other ON other.place_id = own.place_id
                WHERE own.case_id = ? AND other.case_id <> own.case_id)
            AND EXISTS (
                SELECT FROM routing_case own
                WHERE own.case_id = ? AND coalesce(own.department, routing_case.department) = routing_case.department
                    AND own.merged_into IS NULL AND own.status NOT IN ('resolved', 'confirmed', 'withdrawn'))
            AND NOT EXISTS (
                SELECT FROM routing_case follower
                WHERE follower.merged_into = ? AND follower.status NOT IN ('confirmed', 'withdrawn'))
            AND merged_into IS NULL AND status NOT IN ('awaiting_triage', 'resolved', 'confirmed', 'withdrawn')
            ORDER BY submitted_at DESC, case_id LIMIT ?
            """, JdbcCases::file, caseId, caseId, caseId, limit);
    }

    @Override
    public List<CaseFile> nearOrMissed(int limit) {
        return jdbc.query(SELECT + """
            WHERE clock IN ('near', 'missed')
            ORDER BY due_at, case_id LIMIT ?
            """, JdbcCases::file, limit);
    }

    private static @Nullable Object dueAt(CaseFile file) {
        return file.deadline() == null ? null : timestamp(file.deadline().dueAt());
    }

    private static @Nullable String clock(CaseFile file) {
        return file.deadline() == null
                ? null
                : file.deadline().standing().name().toLowerCase(Locale.ROOT);
    }

    private static Object submittedAfter(@Nullable Position after) {
        return timestamp(after == null ? Instant.EPOCH : after.submittedAt());
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
                document.area(),
                changedAt.toInstant(),
                document.history(),
                document.deadline());
    }

    private static CaseState state(String word, @Nullable String department, CaseDocument document) {
        Status status = Status.named(word).orElseThrow(() -> new IllegalStateException("unknown status " + word));
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
                        held(department), Objects.requireNonNull(document.resolution()), document.resolvedSince());
            case CONFIRMED -> new CaseState.Confirmed(held(department));
            case WITHDRAWN -> new CaseState.Withdrawn(department);
        };
    }

    private static String held(@Nullable String department) {
        return Objects.requireNonNull(department, "a case in this state has a department");
    }
}
