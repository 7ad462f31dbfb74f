package org.relais.intake.vault.persistence;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.relais.intake.vault.ContactReads;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class JdbcContactReads implements ContactReads {

    private static final String SENDING = word(Purpose.NOTIFICATION);
    private static final String NEWEST = """
        SELECT request_id, caller, department, purpose, at FROM contact_read
        WHERE requester_id = :requester AND purpose <> :sending
        ORDER BY at DESC, id DESC
        LIMIT :most
        """;

    /** Whoever left no contact details is looked up to be written to all the same, and nothing is found. */
    private static final String COUNTED = """
        SELECT count(*) FILTER (WHERE purpose <> :sending) AS by_people,
            count(*) FILTER (WHERE reached) AS to_write,
            max(at) FILTER (WHERE reached) AS last_to_write
        FROM (
            SELECT purpose, at,
                purpose = :sending AND EXISTS (SELECT FROM person WHERE requester_id = :requester) AS reached
            FROM contact_read WHERE requester_id = :requester) AS all_reads
        """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    JdbcContactReads(JdbcClient database, TransactionTemplate transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public void record(List<Read> reads) {
        if (reads.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> reads.forEach(this::insert));
    }

    @Override
    public Told told(UUID requesterId, int most) {
        List<Read> newest = database.sql(NEWEST)
                .param("requester", requesterId)
                .param("sending", SENDING)
                .param("most", most)
                .query((row, number) -> new Read(
                        requesterId,
                        row.getObject("request_id", UUID.class),
                        row.getString("caller"),
                        row.getString("department"),
                        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        return database.sql(COUNTED)
                .param("requester", requesterId)
                .param("sending", SENDING)
                .query((row, number) -> {
                    OffsetDateTime last = row.getObject("last_to_write", OffsetDateTime.class);
                    return new Told(
                            newest,
                            row.getInt("by_people") - newest.size(),
                            row.getInt("to_write"),
                            last == null ? null : last.toInstant());
                })
                .single();
    }

    @Override
    public void forget(UUID requesterId) {
        database.sql("DELETE FROM contact_read WHERE requester_id = ?")
                .param(requesterId)
                .update();
    }

    private static String word(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    private void insert(Read read) {
        database.sql("INSERT INTO contact_read (requester_id, request_id, caller, department, purpose, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .param(read.requesterId())
                .param(read.requestId())
                .param(read.caller())
                .param(read.department())
                .param(word(read.purpose()))
                .param(read.at().atOffset(ZoneOffset.UTC))
                .update();
    }
}
