package org.relais.routing.territory.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose a code is was told by the cases, before it was noted. */
class OwnersMigrationIT extends RunningService {

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void aCodeIsTheTerritorysThatHadACaseWithItLast() {
        transactions.executeWithoutResult(migrating -> {
            database.update("delete from routing_case");
            aCase("given-up", "once", "2025-01-01");
            aCase("given-up", "since", "2026-02-01");
            aCase("given-up", "once", "2026-01-01");
            aCase("kept", "once", "2025-01-01");
            aCase(null, "nowhere", "2026-03-01");
            database.execute("drop table department_owner");

            database.execute((ConnectionCallback<Boolean>) connection -> {
                ScriptUtils.executeSqlScript(
                        connection, new ClassPathResource("db/migration/V51__owners_of_department_codes.sql"));
                return true;
            });

            Map<String, String> owners = new HashMap<>();
            database.query("select department, jurisdiction_id from department_owner", row -> {
                owners.put(row.getString(1), row.getString(2));
            });
            assertThat(owners).containsExactlyInAnyOrderEntriesOf(Map.of("given-up", "since", "kept", "once"));
            migrating.setRollbackOnly();
        });
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
