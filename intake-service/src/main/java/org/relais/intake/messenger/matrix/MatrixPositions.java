package org.relais.intake.messenger.matrix;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How far an account was read, and the invitations that are still to be accepted. */
final class MatrixPositions {

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    MatrixPositions(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    record Invitation(String room, Instant invitedAt, int failures) {}

    Optional<String> find(String account) {
        return database.sql("SELECT next_batch FROM matrix_position WHERE account = ?")
                .param(account)
                .query(String.class)
                .optional();
    }

    /** Everything before was dealt with, and the homeserver tells of these invitations no more. */
    void move(String account, String nextBatch, Collection<String> invitations, Instant now) {
        transaction.executeWithoutResult(status -> {
            for (String room : invitations) {
                database.sql("""
                    INSERT INTO matrix_invitation (account, room_id, invited_at, failures, due_at) VALUES (?, ?, ?, 0, ?)
                    ON CONFLICT DO NOTHING
                    """)
                        .param(account)
                        .param(room)
                        .param(utc(now))
                        .param(utc(now))
                        .update();
            }
            database.sql("""
                INSERT INTO matrix_position (account, next_batch, moved_at) VALUES (?, ?, ?)
                ON CONFLICT (account) DO UPDATE SET next_batch = excluded.next_batch, moved_at = excluded.moved_at
                """).param(account).param(nextBatch).param(utc(now)).update();
        });
    }

    List<Invitation> due(String account, Instant now) {
        return database.sql("SELECT * FROM matrix_invitation WHERE account = ? AND due_at <= ? ORDER BY invited_at,"
                        + " room_id")
                .param(account)
                .param(utc(now))
                .query((row, number) -> new Invitation(
                        row.getString("room_id"),
                        row.getObject("invited_at", OffsetDateTime.class).toInstant(),
                        row.getInt("failures")))
                .list();
    }

    /** Whether an invitation waits for its next try. */
    boolean areThereInvitations(String account) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM matrix_invitation WHERE account = ?)")
                .param(account)
                .query(Boolean.class)
                .single();
    }

    void postpone(String account, String room, Instant until) {
        database.sql("UPDATE matrix_invitation SET failures = failures + 1, due_at = ? WHERE account = ? AND"
                        + " room_id = ?")
                .param(utc(until))
                .param(account)
                .param(room)
                .update();
    }

    void forget(String account, String room) {
        database.sql("DELETE FROM matrix_invitation WHERE account = ? AND room_id = ?")
                .param(account)
                .param(room)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
