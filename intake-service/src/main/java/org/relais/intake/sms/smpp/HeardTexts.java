package org.relais.intake.sms.smpp;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.relais.intake.filing.PayloadMark;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives texts their ids, since SMPP does not: one that was not answered, or whose answer may have been lost, has the id that it had
 * when it is handed over again. Another that says the same has one of its own.
 */
final class HeardTexts {

    /** Longer than text centers try to hand a text over. */
    private static final Duration UNANSWERED = Duration.ofDays(3);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Duration repeatWithin;

    /** @param repeatWithin how long after its answer a text may come again, as long as its sender said nothing else */
    HeardTexts(JdbcClient database, TransactionTemplate transaction, Duration repeatWithin) {
        this.database = database;
        this.transaction = transaction;
        this.repeatWithin = repeatWithin;
    }

    /** The id of what a sender says. */
    String idOf(PayloadMark sender, PayloadMark text, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            String senders = HexFormat.of().formatHex(sender.bytes());
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("heard/" + senders)
                    .query((row, number) -> "")
                    .list();
            return known(sender, text, now).orElseGet(() -> add(sender, text, now));
        }));
    }

    private Optional<String> known(PayloadMark sender, PayloadMark text, Instant now) {
        return database.sql("""
            SELECT id FROM heard_text heard
            WHERE sender_mark = :sender AND text_mark = :text
              AND (answered_at IS NULL AND heard_at > :unanswered
                OR answered_at > :answered AND NOT EXISTS (SELECT 1 FROM heard_text later
                    WHERE later.sender_mark = heard.sender_mark AND later.position > heard.position))
            ORDER BY position DESC LIMIT 1
            """)
                .param("sender", sender.bytes())
                .param("text", text.bytes())
                .param("unanswered", utc(now.minus(UNANSWERED)))
                .param("answered", utc(now.minus(repeatWithin)))
                .query(String.class)
                .optional();
    }

    private String add(PayloadMark sender, PayloadMark text, Instant now) {
        String id = "smpp/" + HexFormat.of().formatHex(text.bytes()) + "/" + now.toEpochMilli();
        database.sql("DELETE FROM heard_text WHERE heard_at < ?")
                .param(utc(now.minus(UNANSWERED)))
                .update();
        database.sql("INSERT INTO heard_text (id, sender_mark, text_mark, heard_at) VALUES (?, ?, ?, ?)")
                .param(id)
                .param(sender.bytes())
                .param(text.bytes())
                .param(utc(now))
                .update();
        return id;
    }

    /** The text center is told that we have it. */
    void answered(String id, Instant now) {
        database.sql("UPDATE heard_text SET answered_at = coalesce(answered_at, ?) WHERE id = ?")
                .param(utc(now))
                .param(id)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
