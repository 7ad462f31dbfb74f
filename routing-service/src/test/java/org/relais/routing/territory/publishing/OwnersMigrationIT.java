package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whose a code is was told by the cases, before it was noted. In a database of its own, where no other test has any. */
class OwnersMigrationIT {

    private final String name = EmbeddedPostgres.shared().createDatabase();
    private final DriverManagerDataSource source =
            new DriverManagerDataSource(EmbeddedPostgres.shared().jdbcUrl(name), name, name);
    private final JdbcTemplate database = new JdbcTemplate(source);

    @Test
    void aCodeIsTheTerritorysThatHadACaseWithItLast() {
        migrateTo("48");
        aCase("given-up", "once", "2025-01-01");
        aCase("given-up", "since", "2026-02-01");
        aCase("given-up", "once", "2026-01-01");
        aCase("kept", "once", "2025-01-01");
        aCase(null, "nowhere", "2026-03-01");

        migrateTo("51");

        Map<String, String> owners = new HashMap<>();
        database.query("select department, jurisdiction_id from department_owner", row -> {
            owners.put(row.getString(1), row.getString(2));
        });
        assertThat(owners).containsExactlyInAnyOrderEntriesOf(Map.of("given-up", "since", "kept", "once"));
    }

    private void migrateTo(String version) {
        Flyway.configure().dataSource(source).target(version).load().migrate();
    }

    private void aCase(@Nullable String department, String territory, String day) {
        database.update(
                "insert into routing_case (case_id, request_id, jurisdiction_id, status, department, version,"
                        + " submitted_at, changed_at, document) select id, id, ?, ?, ?, 1, ?::timestamptz, now(), '{}'"
                        + " from (select gen_random_uuid() as id) made",
                territory,
                department == null ? "awaiting_triage" : "routed",
                department,
                day);
    }
}
