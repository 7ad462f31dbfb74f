package org.relais.routing.cases.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.relais.platform.commit.WrittenTogether;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.Place;
import org.relais.routing.cases.RecurringPlaces;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A place is found by the index on points when a case is opened, in the statement that adds the case to it. Of two first
 * requests that commit at the same moment each may make a place of its own; whatever comes later joins the older one.
 */
@Repository
@EnableConfigurationProperties(PlaceSettings.class)
class JdbcRecurringPlaces implements RecurringPlaces {

    private static final double METRES_A_DEGREE = 111_320;
    private static final int OCCURRENCES = 20;

    private static final String ADD = """
        with known as (
            select place_id from place
            where jurisdiction_id = :jurisdiction and service = :service
                and point(longitude, latitude) <@ box(point(:west, :south), point(:east, :north))
                and sqrt(((latitude - :latitude) * :metres) ^ 2
                    + ((longitude - :longitude) * :metres * :shrinkage) ^ 2) <= :reach
            order by place_id limit 1),
        made as (
            insert into place (place_id, jurisdiction_id, service, latitude, longitude)
            select :case, :jurisdiction, :service, :latitude, :longitude where not exists (select from known)
            returning place_id)
        insert into case_place (case_id, place_id, jurisdiction_id, submitted_at)
        select :case, place_id, :jurisdiction, :at from (select place_id from known union all select place_id from made) p
        on conflict (case_id) do nothing
        """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final PlaceSettings settings;
    private final WrittenTogether<CaseFile> opened = new WrittenTogether<>(this::insert);

    JdbcRecurringPlaces(JdbcClient jdbc, NamedParameterJdbcTemplate batches, PlaceSettings settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.settings = settings;
    }

    @Override
    public void add(CaseFile file) {
        Place place = file.request().place();
        if (place != null && place.isLocated() && !file.request().serviceCode().isEmpty()) {
            opened.add(file);
        }
    }

    private void insert(List<CaseFile> files) {
        batches.batchUpdate(ADD, files.stream().map(this::row).toArray(SqlParameterSource[]::new));
    }

    private SqlParameterSource row(CaseFile file) {
        Place place = Objects.requireNonNull(file.request().place());
        // Towards the poles a degree of longitude gets shorter; within reach the earth is a plane.
        double shrinkage = Math.max(0.01, Math.cos(Math.toRadians(place.latitude())));
        double high = settings.reachMetres() / METRES_A_DEGREE;
        double wide = high / shrinkage;
        return new MapSqlParameterSource()
                .addValue("case", file.id())
                .addValue("jurisdiction", file.request().jurisdictionId())
                .addValue("service", file.request().serviceCode())
                .addValue("latitude", place.latitude())
                .addValue("longitude", place.longitude())
                .addValue("south", place.latitude() - high)
                .addValue("north", place.latitude() + high)
                .addValue("west", place.longitude() - wide)
                .addValue("east", place.longitude() + wide)
                .addValue("metres", METRES_A_DEGREE)
                .addValue("shrinkage", shrinkage)
                .addValue("reach", settings.reachMetres())
                .addValue("at", file.request().submittedAt().atOffset(ZoneOffset.UTC));
    }

    @Override
    public void remove(UUID caseId) {
        opened.flush();
        jdbc.sql("""
            with gone as (delete from case_place where case_id = :case returning place_id)
            select place_id from gone
            """)
                .param("case", caseId)
                .query(UUID.class)
                .optional()
                .ifPresent(place -> jdbc.sql("""
                    delete from place where place_id = :place
                        and not exists (select from case_place where place_id = :place)
                    """).param("place", place).update());
    }

    @Override
    public Map<UUID, Recurrence> of(Collection<UUID> caseIds, Instant now) {
        opened.flush();
        Map<UUID, Recurrence> found = new HashMap<>();
        if (caseIds.isEmpty()) {
            return found;
        }
        jdbc.sql("""
            select c.case_id, c.place_id, n.times, n.since
            from case_place c
            cross join lateral (
                select count(*) as times, min(submitted_at) as since from case_place o
                where o.place_id = c.place_id and o.submitted_at > :after) n
            where c.case_id in (:cases) and n.times >= :times
            """)
                .param("cases", caseIds)
                .param("after", earliest(now))
                .param("times", settings.times())
                .query(row -> {
                    found.put(row.getObject("case_id", UUID.class), recurrence(row));
                });
        return found;
    }

    @Override
    public List<RecurringPlace> list(Sought sought, Instant now) {
        Position after = sought.after();
        Map<UUID, List<Occurrence>> occurrences = new HashMap<>();
        List<RecurringPlace> found = jdbc.sql("""
            with often as (
                select place_id, count(*)::int as times, min(submitted_at) as since, max(submitted_at) as latest
                from case_place
                where submitted_at > :after
                    and (cast(:territories as text[]) is null or jurisdiction_id = any (cast(:territories as text[])))
                group by place_id having count(*) >= :times)
            select o.*, p.jurisdiction_id, p.service, p.latitude, p.longitude
            from often o join place p on p.place_id = o.place_id
            where p.jurisdiction_id || '/' || p.service <> all (:private)
                and (cast(:department as text) is null or exists (
                    select from case_place m join routing_case c on c.request_id = m.case_id
                    where m.place_id = o.place_id and m.submitted_at > :after and c.department = :department))
                and (cast(:beforeTimes as int) is null
                    or (o.times, o.latest, o.place_id) < (:beforeTimes, :beforeLatest, :beforePlace))
            order by o.times desc, o.latest desc, o.place_id desc limit :limit
            """)
                .param("after", earliest(now))
                .param("territories", sought.territories() == null ? null : array(sought.territories()))
                .param("times", settings.times())
                .param("private", array(sought.privateServices()))
                .param("department", sought.department())
                .param("beforeTimes", after == null ? null : after.times())
                .param("beforeLatest", after == null ? null : after.latest().atOffset(ZoneOffset.UTC))
                .param("beforePlace", after == null ? null : after.placeId())
                .param("limit", sought.limit())
                .query((row, number) -> new RecurringPlace(
                        recurrence(row),
                        instant(row, "latest"),
                        row.getString("jurisdiction_id"),
                        row.getString("service"),
                        row.getDouble("latitude"),
                        row.getDouble("longitude"),
                        List.of()))
                .list();
        if (found.isEmpty()) {
            return found;
        }
        jdbc.sql("""
            select p.place_id, m.* from place p
            cross join lateral (
                select c.case_id, c.document #>> '{request,trackingCode}' as code, c.status, c.department, c.submitted_at,
                    c.document #>> '{request,place,address}' as address
                from case_place cp join routing_case c on c.request_id = cp.case_id
                where cp.place_id = p.place_id and cp.submitted_at > :after
                    and (cast(:department as text) is null and c.case_id = cp.case_id or c.department = :department)
                order by cp.submitted_at desc limit :most) m
            where p.place_id in (:places)
            """)
                .param(
                        "places",
                        found.stream()
                                .map(place -> place.recurrence().placeId())
                                .toList())
                .param("after", earliest(now))
                .param("department", sought.department())
                .param("most", OCCURRENCES)
                .query(row -> {
                    occurrences
                            .computeIfAbsent(row.getObject("place_id", UUID.class), place -> new ArrayList<>())
                            .add(occurrence(row));
                });
        return found.stream()
                .map(place -> new RecurringPlace(
                        place.recurrence(),
                        place.latest(),
                        place.jurisdictionId(),
                        place.serviceCode(),
                        place.latitude(),
                        place.longitude(),
                        occurrences.getOrDefault(place.recurrence().placeId(), List.of())))
                .toList();
    }

    private static String[] array(Set<String> words) {
        return words.toArray(String[]::new);
    }

    private OffsetDateTime earliest(Instant now) {
        return now.minus(settings.within()).atOffset(ZoneOffset.UTC);
    }

    private static Occurrence occurrence(ResultSet row) throws SQLException {
        String address = row.getString("address");
        return new Occurrence(
                row.getObject("case_id", UUID.class),
                row.getString("code"),
                row.getString("status"),
                row.getString("department"),
                instant(row, "submitted_at"),
                address == null || address.isBlank() ? null : address);
    }

    private static Recurrence recurrence(ResultSet row) throws SQLException {
        return new Recurrence(row.getObject("place_id", UUID.class), row.getInt("times"), instant(row, "since"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
