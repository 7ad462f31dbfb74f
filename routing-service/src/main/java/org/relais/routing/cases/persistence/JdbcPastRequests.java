package org.relais.routing.cases.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.relais.routing.cases.PastRequests;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Past requests as the cases hold them: what was erased or redacted there is gone here too. */
@Repository
class JdbcPastRequests implements PastRequests {

    private static final String SELECT = "select request_id, department, document from routing_case ";

    private final JdbcTemplate jdbc;

    JdbcPastRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<PastRequest> latest(String jurisdictionId, int limit) {
        return jdbc.query(
                SELECT + "where jurisdiction_id = ? and case_id = request_id order by submitted_at desc limit ?",
                JdbcPastRequests::request,
                jurisdictionId,
                limit);
    }

    @Override
    public Optional<PastRequest> ofCase(UUID caseId) {
        return jdbc.query(SELECT + "where case_id = ?", JdbcPastRequests::request, caseId).stream()
                .findFirst();
    }

    private static PastRequest request(ResultSet row, int number) throws SQLException {
        CaseDocument document = CaseDocuments.read(row.getString("document"));
        return new PastRequest(
                row.getObject("request_id", UUID.class),
                document.request().trackingCode(),
                document.request().facts(),
                document.area(),
                row.getString("department"));
    }
}
