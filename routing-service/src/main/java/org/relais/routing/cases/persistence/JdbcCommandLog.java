package org.relais.routing.cases.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.relais.routing.cases.CommandLog;
import org.relais.routing.cases.RefusalReason;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCommandLog implements CommandLog {

    private final JdbcTemplate jdbc;

    JdbcCommandLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void claim(String department, String commandId) {
        jdbc.query(
                "SELECT pg_advisory_xact_lock(hashtextextended('department-command ' || ? || ' ' || ?, 0))",
                row -> {},
                department,
                commandId);
    }

    @Override
    public Optional<Answered> find(String department, String commandId) {
        return jdbc
                .query(
                        "SELECT fingerprint, refusal FROM department_command WHERE department = ? AND command_id = ?",
                        (row, number) -> {
                            String refusal = row.getString("refusal");
                            return new Answered(
                                    row.getString("fingerprint"),
                                    refusal == null ? null : RefusalReason.valueOf(refusal));
                        },
                        department,
                        commandId)
                .stream()
                .findFirst();
    }

    @Override
    public void add(String department, String commandId, Answered answered, Instant at) {
        RefusalReason refusal = answered.refusal();
        jdbc.update(
                """
                INSERT INTO department_command (department, command_id, fingerprint, refusal, answered_at)
                VALUES (?, ?, ?, ?, ?)
                """,
                department,
                commandId,
                answered.fingerprint(),
                refusal == null ? null : refusal.name(),
                at.atOffset(ZoneOffset.UTC));
    }
}
