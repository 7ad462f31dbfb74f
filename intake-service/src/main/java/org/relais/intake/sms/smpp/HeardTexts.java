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
 * when it is handed over again soon. Another that says the same has one of its own, and so has one that was never answered and
 * comes when no text center would still be trying.
 */
final class HeardTexts {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Duration repeatWithin;
    private final Duration retriedWithin;

    /**
     * @param repeatWithin how long after its answer a text may come again
     * @param retriedWithin how long after a text came that was not answered it may come again
     */
    HeardTexts(JdbcClient database, TransactionTemplate transaction, Duration repeatWithin, Duration retriedWithin) {
        this.database = database;
        this.transaction = transaction;
        this.repeatWithin = repeatWithin;
        this.retriedWithin = retriedWithin;
    }

    /**
     * The id of what a sender says.
     *
     * @param referenced whether it bears a reference that tells it from another that says the same: else what was answered comes
     *     again only as long as its sender said nothing else
     */
    String idOf(PayloadMark sender, PayloadMark text, boolean referenced, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            String senders = HexFormat.of().formatHex(sender.bytes());
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("heard/" + senders)
                    .query((row, number) -> "")
                    .list();
            Optional<String> known = known(sender, text, referenced, now);
            known.ifPresent(id -> heardAgain(id, now));
            return known.orElseGet(() -> add(sender, text, now));
        }));
    }

    private Optional<String> known(PayloadMark sender, PayloadMark text, boolean referenced, Instant now) {
        return database.sql("""
            SELECT id FROM heard_text heard
            WHERE sender_mark = :sender AND text_mark = :text
              AND (answered_at IS NULL AND heard_at > :unanswered
                OR answered_at > :answered AND (:referenced OR NOT EXISTS (SELECT 1 FROM heard_text later
                    WHERE later.sender_mark = heard.sender_mark AND later.position > heard.position)))
            ORDER BY position DESC LIMIT 1
            """)
                .param("sender", sender.bytes())
                .param("text", text.bytes())
                .param("referenced", referenced)
                .param("unanswered", utc(now.minus(retriedWithin)))
                .param("answered", utc(now.minus(repeatWithin)))
                .query(String.class)
                .optional();
    }

    private void heardAgain(String id, Instant now) {
        database.sql("UPDATE heard_text SET heard_at = ? WHERE id = ?")
                .param(utc(now))
                .param(id)
                .update();
    }

    private String add(PayloadMark sender, PayloadMark text, Instant now) {
        String id = "smpp/" + HexFormat.of().formatHex(text.bytes()) + "/" + now.toEpochMilli();
        database.sql("DELETE FROM heard_text WHERE heard_at < ?")
                .param(utc(now.minus(retriedWithin.plus(repeatWithin))))
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
