package org.relais.routing.cases.persistence;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.relais.routing.cases.Status;
import org.relais.routing.territory.OpenCases;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Open cases by department, as they are counted when somebody asks. */
@Repository
class JdbcOpenCases implements OpenCases {

    private static final String[] ENDED =
            Status.ENDED.stream().map(Status::word).toArray(String[]::new);

    private final JdbcTemplate jdbc;

    JdbcOpenCases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> of(Collection<String> departments) {
        Map<String, Long> open = new TreeMap<>();
        if (!departments.isEmpty()) {
            jdbc.query(
                    "SELECT department, count(*) FROM routing_case WHERE department = ANY (?) AND status <> ALL (?)"
                            + " AND merged_into IS NULL GROUP BY department",
                    row -> {
                        open.put(row.getString(1), row.getLong(2));
                    },
                    departments.toArray(String[]::new),
                    ENDED);
        }
        return open;
    }
}
