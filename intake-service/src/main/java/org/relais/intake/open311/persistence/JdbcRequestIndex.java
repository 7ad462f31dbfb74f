package org.relais.intake.open311.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.open311.RequestIndex;
import org.relais.intake.open311.RequestSearch;
import org.relais.intake.tracking.Disclosure;
import org.relais.intake.tracking.OpenState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRequestIndex implements RequestIndex {

    private static final String LISTED = Disclosure.LISTED + " AND filed.service_code = ANY (:listed::text[])";

    /** The expression is the index's. */
    private static final String BY_PERIOD = """
        SELECT filed.tracking_code
        FROM service_request filed LEFT JOIN request_progress progress ON progress.request_id = filed.id
        WHERE filed.jurisdiction_id = :jurisdiction AND %s
            AND coalesce(filed.requested_at, filed.submitted_at) BETWEEN :from AND :to
            AND (:anyService OR filed.service_code = ANY (:services::text[]))
            AND (:anyState OR (coalesce(progress.status, '') = ANY (:closing::text[])) = :closed)
        ORDER BY coalesce(filed.requested_at, filed.submitted_at) DESC, filed.id DESC
        LIMIT :limit OFFSET :offset
        """.formatted(LISTED);

    private static final String BY_CODE = """
        SELECT tracking_code FROM service_request WHERE jurisdiction_id = ? AND tracking_code = ANY (?::text[])
        """;

    private static final String HAPPENINGS = """
        SELECT filed.tracking_code, entry.event_id
        FROM timeline_entry entry JOIN service_request filed ON filed.id = entry.request_id
        WHERE filed.jurisdiction_id = :jurisdiction AND entry.at BETWEEN :from AND :to AND entry.type = ANY (:types::text[])
            AND (filed.tracking_code = ANY (:codes::text[])
                OR :anyRequest AND %s)
        ORDER BY entry.at, entry.request_id, entry.revision
        LIMIT :limit OFFSET :offset
        """.formatted(LISTED);

    private final JdbcClient database;

    JdbcRequestIndex(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<TrackingCode> find(RequestSearch search) {
        return switch (search) {
            case RequestSearch.ByCode named -> byCode(named);
            case RequestSearch.ByPeriod asked -> byPeriod(asked);
        };
    }

    private List<TrackingCode> byCode(RequestSearch.ByCode search) {
        List<TrackingCode> found = database.sql(BY_CODE)
                .param(search.jurisdictionId())
                .param(characters(search.codes()))
                .query((row, number) -> new TrackingCode(row.getString(1)))
                .list();
        return search.codes().stream().filter(found::contains).distinct().toList();
    }

    private List<TrackingCode> byPeriod(RequestSearch.ByPeriod search) {
        return database.sql(BY_PERIOD)
                .param("jurisdiction", search.jurisdictionId())
                .param("from", utc(search.period().from()))
                .param("to", utc(search.period().to()))
                .param("listed", search.listed().toArray(String[]::new))
                .param("anyService", search.services().isEmpty())
                .param("services", search.services().toArray(String[]::new))
                .param("anyState", search.states().size() != 1)
                .param("closed", search.states().equals(List.of(OpenState.CLOSED)))
                .param("closing", OpenState.CLOSING.toArray(String[]::new))
                .param("limit", search.pageSize())
                .param("offset", (long) (search.page() - 1) * search.pageSize())
                .query((row, number) -> new TrackingCode(row.getString(1)))
                .list();
    }

    @Override
    public Optional<TrackingCode> codeOf(UUID requestId) {
        return database.sql("SELECT tracking_code FROM service_request WHERE id = ?")
                .param(requestId)
                .query((row, number) -> new TrackingCode(row.getString(1)))
                .optional();
    }

    @Override
    public List<Happening> happenings(UpdateSearch search) {
        return database.sql(HAPPENINGS)
                .param("jurisdiction", search.jurisdictionId())
                .param("from", utc(search.period().from()))
                .param("to", utc(search.period().to()))
                .param("types", search.types().toArray(String[]::new))
                .param("listed", search.listed().toArray(String[]::new))
                .param("anyRequest", search.anyRequest())
                .param("codes", characters(search.codes()))
                .param("limit", search.pageSize())
                .param("offset", (long) (search.page() - 1) * search.pageSize())
                .query((row, number) -> new Happening(new TrackingCode(row.getString(1)), row.getObject(2, UUID.class)))
                .list();
    }

    @Override
    public Optional<String> holderOf(UUID requestId) {
        return database.sql("SELECT open311_holder FROM service_request WHERE id = ? AND open311_holder IS NOT NULL")
                .param(requestId)
                .query(String.class)
                .optional();
    }

    private static String[] characters(List<TrackingCode> codes) {
        return codes.stream().map(TrackingCode::characters).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
