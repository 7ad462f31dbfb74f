package org.relais.intake.browsing.persistence;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.relais.intake.browsing.PublicRequests;
import org.relais.intake.browsing.PublicSearch;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Area;
import org.relais.intake.territory.Extent;
import org.relais.intake.tracking.Disclosure;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Places are points and areas polygons of PostgreSQL's own, so that no extension is needed. */
@Repository
class JdbcPublicRequests implements PublicRequests {

    private static final String FOLDED =
            "translate(lower(coalesce(filed.published_description, filed.description) || ' '"
                    + " || coalesce(filed.published_address, filed.address, '')),"
                    + " 'àâäáçèéêëìîïíñòôöóùûüúÿ', 'aaaaceeeeiiiinoooouuuuy')";

    /** The expression is the index's. */
    private static final String ASKED_AT = "coalesce(filed.requested_at, filed.submitted_at)";

    private static final String FIND = """
        WITH outline AS MATERIALIZED (SELECT each::polygon AS shape FROM unnest(:outlines::text[]) each),
            hole AS MATERIALIZED (SELECT each::polygon AS shape FROM unnest(:holes::text[]) each)
        SELECT filed.id, filed.tracking_code, %s AS asked_at, filed.service_code,
            coalesce(progress.status, 'submitted') AS status, filed.latitude, filed.longitude
        FROM service_request filed LEFT JOIN request_progress progress ON progress.request_id = filed.id
        WHERE filed.jurisdiction_id = :jurisdiction AND filed.service_code = ANY (:services::text[]) AND %s
            AND coalesce(progress.status, 'submitted') <> :withdrawn
            AND (:anyState OR (coalesce(progress.status, 'submitted') = ANY (:closing::text[])) = :closed)
            AND (:everywhere OR filed.latitude IS NOT NULL AND point(filed.longitude, filed.latitude) <@ :box::box
                AND EXISTS (SELECT FROM outline WHERE shape @> point(filed.longitude, filed.latitude))
                AND NOT EXISTS (SELECT FROM hole WHERE shape @> point(filed.longitude, filed.latitude)))
            AND (:anyWords OR %s LIKE ALL (:words::text[]))
            AND %s >= :since
            AND (:fromStart OR (%s, filed.id) < (:afterTime, :afterId))
        ORDER BY %s DESC, filed.id DESC
        LIMIT :limit
        """.formatted(ASKED_AT, Disclosure.LISTED, FOLDED, ASKED_AT, ASKED_AT, ASKED_AT);

    private static final String NEAR = """
        SELECT filed.tracking_code, filed.service_code, coalesce(progress.status, 'submitted') AS status,
            coalesce(filed.published_description, filed.description) AS description, filed.latitude, filed.longitude
        FROM service_request filed LEFT JOIN request_progress progress ON progress.request_id = filed.id
        WHERE filed.latitude IS NOT NULL AND point(filed.longitude, filed.latitude) <@ :box::box
            AND filed.jurisdiction_id = :jurisdiction AND filed.service_code = ANY (:services::text[]) AND %s
            AND coalesce(progress.status, 'submitted') <> :withdrawn
            AND (NOT coalesce(progress.status, 'submitted') = ANY (:closing::text[])
                OR progress.updated_at >= :answeredSince)
        ORDER BY point(filed.longitude, filed.latitude) <-> :middle::point
        LIMIT :most
        """.formatted(Disclosure.LISTED);

    private final JdbcClient database;

    JdbcPublicRequests(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Listed> find(PublicSearch search) {
        Area area = search.area();
        PublicSearch.Position after = search.after();
        return database.sql(FIND)
                .param("outlines", area == null ? new String[0] : rings(area, true))
                .param("holes", area == null ? new String[0] : rings(area, false))
                .param("everywhere", area == null)
                .param("box", area == null ? null : box(around(area)), Types.VARCHAR)
                .param("jurisdiction", search.jurisdictionId())
                .param("services", search.services().toArray(String[]::new))
                .param("withdrawn", Status.WITHDRAWN)
                .param("anyState", search.state() == null)
                .param("closed", search.state() == OpenState.CLOSED)
                .param("closing", OpenState.CLOSING.toArray(String[]::new))
                .param("anyWords", search.words().isEmpty())
                .param("words", patterns(search.words()))
                .param("since", utc(search.since()))
                .param("fromStart", after == null)
                .param("afterTime", after == null ? null : utc(after.askedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("afterId", after == null ? null : after.id(), Types.OTHER)
                .param("limit", search.limit())
                .query((row, number) -> new Listed(
                        row.getObject("id", UUID.class),
                        new TrackingCode(row.getString("tracking_code")),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getString("service_code"),
                        row.getString("status"),
                        row.getObject("latitude", Double.class),
                        row.getObject("longitude", Double.class)))
                .list();
    }

    @Override
    public List<Nearby> near(Vicinity vicinity) {
        Extent box = vicinity.box();
        return database.sql(NEAR)
                .param("box", box(box))
                .param("middle", point((box.south() + box.north()) / 2, (box.west() + box.east()) / 2))
                .param("jurisdiction", vicinity.jurisdictionId())
                .param("services", vicinity.services().toArray(String[]::new))
                .param("withdrawn", Status.WITHDRAWN)
                .param("closing", OpenState.CLOSING.toArray(String[]::new))
                .param("answeredSince", utc(vicinity.answeredSince()))
                .param("most", vicinity.most())
                .query((row, number) -> new Nearby(
                        new TrackingCode(row.getString("tracking_code")),
                        row.getString("service_code"),
                        row.getString("status"),
                        row.getString("description"),
                        row.getDouble("latitude"),
                        row.getDouble("longitude")))
                .list();
    }

    /** Words are letters and digits: there is nothing in them to escape. */
    private static String[] patterns(List<String> words) {
        return words.stream().map(word -> "%" + word + "%").toArray(String[]::new);
    }

    private static String[] rings(Area area, boolean outlines) {
        return area.polygons().stream()
                .flatMap(polygon -> outlines
                        ? polygon.rings().stream().limit(1)
                        : polygon.rings().stream().skip(1))
                .map(ring -> ring.stream()
                        .map(position -> point(position.latitude(), position.longitude()))
                        .collect(Collectors.joining(",", "(", ")")))
                .toArray(String[]::new);
    }

    private static Extent around(Area area) {
        List<Area.Position> positions = area.polygons().stream()
                .flatMap(polygon -> polygon.rings().stream())
                .flatMap(List::stream)
                .toList();
        return new Extent(
                positions.stream().mapToDouble(Area.Position::latitude).min().orElse(0),
                positions.stream().mapToDouble(Area.Position::longitude).min().orElse(0),
                positions.stream().mapToDouble(Area.Position::latitude).max().orElse(0),
                positions.stream().mapToDouble(Area.Position::longitude).max().orElse(0));
    }

    private static String box(Extent extent) {
        return "(" + point(extent.south(), extent.west()) + "," + point(extent.north(), extent.east()) + ")";
    }

    /** East first, as on paper. */
    private static String point(double latitude, double longitude) {
        return String.format(Locale.ROOT, "(%.8f,%.8f)", longitude, latitude);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
