package org.relais.routing.cases.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relais.routing.cases.PastRequests;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Past requests as the cases hold them: what was erased or redacted there is gone here too. */
@Repository
class JdbcPastRequests implements PastRequests {

    private static final String SELECT = """
        select c.request_id, c.document, d.department, d.corrected_to
        from routing_case c left join routing_decision d on d.case_id = c.case_id
        """;

    private final JdbcTemplate jdbc;

    JdbcPastRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PastRequest> latest(String jurisdictionId, int limit) {
        return jdbc.query(
                SELECT
                        + "where c.jurisdiction_id = ? and c.case_id = c.request_id order by c.submitted_at desc limit"
                        + " ?",
                JdbcPastRequests::request,
                jurisdictionId,
                limit);
    }

    @Override
    public Optional<PastRequest> ofCase(UUID caseId) {
        return jdbc.query(SELECT + "where c.case_id = ?", JdbcPastRequests::request, caseId).stream()
                .findFirst();
    }

    @Override
    public List<Settled> settled(String jurisdictionId, Instant until, int limit) {
        return jdbc.query(
                """
                select c.document #>> '{request,description}', proved.service, proved.department
                from routing_decision d
                join routing_case c on c.case_id = d.case_id
                cross join lateral (select department, service from proved_responsible p
                    where p.case_id = d.case_id and p.at <= ? order by p.at desc limit 1) proved
                where d.jurisdiction_id = ? and proved.department is not null
                order by d.decided_at desc, d.case_id limit ?
                """,
                (row, number) -> new Settled(row.getString(1), row.getString(2), row.getString(3)),
                until.atOffset(ZoneOffset.UTC),
                jurisdictionId,
                limit);
    }

    private static PastRequest request(ResultSet row, int number) throws SQLException {
        CaseDocument document = CaseDocuments.read(row.getString("document"));
        return new PastRequest(
                row.getObject("request_id", UUID.class),
                document.request().trackingCode(),
                document.request().facts(),
                document.area(),
                Stream.of(row.getString("department"), row.getString("corrected_to"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }
}
