package org.relais.intake.sms.persistence;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.sms.IncomingText;
import org.relais.intake.sms.IncomingText.Piece;
import org.relais.intake.sms.TextPieces;
import org.relais.intake.vault.MasterKeys;
import org.relais.intake.vault.WrappedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A sender's pieces are joined one after the other, whichever instance they come to: one of them alone makes a message whole, and none
 * is joined to one of which no more is awaited.
 */
@Repository
@EnableConfigurationProperties(RetriedTexts.class)
class JdbcTextPieces implements TextPieces {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcTextPieces.class);

    /** Providers hand over again for days what they believe not to be here. */
    private static final Duration KNOWN_FOR = Duration.ofDays(7);

    /** Time for a person to look at what could not be taken in. */
    private static final Duration QUARANTINED_FOR = Duration.ofDays(30);

    private static final int MOST_AT_ONCE = 100;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final MasterKeys masterKeys;
    private final Duration retriedWithin;

    /** @param retried how long after one piece the next may come, or the same again */
    JdbcTextPieces(JdbcClient database, TransactionTemplate transaction, MasterKeys masterKeys, RetriedTexts retried) {
        this.database = database;
        this.transaction = transaction;
        this.masterKeys = masterKeys;
        this.retriedWithin = retried.retriedWithin();
    }

    @Override
    public Optional<Whole> join(PayloadMark mark, String number, IncomingText text) {
        Piece piece = text.piece();
        if (piece == null) {
            return Optional.of(new Whole(text.id(), text.text()));
        }
        String message = HexFormat.of().formatHex(mark.bytes()) + "/" + piece.reference();
        WrappedKey sender = masterKeys.wrap(number.getBytes(StandardCharsets.UTF_8), message);
        return Objects.requireNonNull(transaction.execute(status -> {
            lockSenderOf(message);
            long longText = known(message, piece, text.id())
                    .or(() -> open(message, piece, text.receivedAt()))
                    .orElseGet(() -> begin(message, piece, text.receivedAt()));
            add(longText, piece, text, sender);
            return whole(longText, text.id());
        }));
    }

    private void lockSenderOf(String message) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("pieces/" + message.substring(0, message.indexOf('/')))
                .query((row, index) -> "")
                .list();
    }

    /** What the same piece was joined to when it came before. */
    private Optional<Long> known(String message, Piece piece, String id) {
        return database.sql("""
            SELECT long_text.id FROM long_text JOIN text_piece piece ON piece.long_text = long_text.id
            WHERE long_text.message = ? AND piece.number = ? AND piece.id = ?
            ORDER BY long_text.id DESC LIMIT 1
            """)
                .param(message)
                .param(piece.number())
                .param(id)
                .query(Long.class)
                .optional();
    }

    /** What still lacks this piece, unless it is so old that nobody awaits it any more. */
    private Optional<Long> open(String message, Piece piece, Instant now) {
        return database.sql("""
            SELECT id FROM long_text incomplete
            WHERE message = ? AND total = ? AND heard_at > ? AND completed_by IS NULL AND NOT closed
              AND NOT EXISTS (SELECT 1 FROM text_piece WHERE long_text = incomplete.id AND number = ?)
            ORDER BY id DESC LIMIT 1
            """)
                .param(message)
                .param(piece.total())
                .param(utc(now.minus(retriedWithin)))
                .param(piece.number())
                .query(Long.class)
                .optional();
    }

    private long begin(String message, Piece piece, Instant now) {
        return database.sql("INSERT INTO long_text (message, total, heard_at) VALUES (?, ?, ?) RETURNING id")
                .param(message)
                .param(piece.total())
                .param(utc(now))
                .query(Long.class)
                .single();
    }

    private void add(long longText, Piece piece, IncomingText text, WrappedKey sender) {
        database.sql("""
            INSERT INTO text_piece (long_text, number, id, words) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
                .param(longText)
                .param(piece.number())
                .param(text.id())
                .param(text.text())
                .update();
        database.sql("""
            UPDATE long_text SET heard_at = greatest(heard_at, :now), completed_by = coalesce(completed_by,
                CASE WHEN (SELECT count(*) FROM text_piece WHERE long_text = :longText) = total THEN :piece END),
                master_key_id = CASE WHEN NOT answered THEN :key END, sender = CASE WHEN NOT answered THEN :sender END
            WHERE id = :longText
            """)
                .param("now", utc(text.receivedAt()))
                .param("key", sender.masterKeyId())
                .param("sender", sender.wrapped())
                .param("longText", longText)
                .param("piece", text.id())
                .update();
    }

    private Optional<Whole> whole(long longText, String completedBy) {
        List<Whole> pieces = database.sql("""
            SELECT piece.id, piece.words FROM text_piece piece JOIN long_text ON long_text.id = piece.long_text
            WHERE long_text.id = ? AND long_text.completed_by = ? AND NOT long_text.answered
            ORDER BY piece.number
            """)
                .param(longText)
                .param(completedBy)
                .query((row, index) -> new Whole(row.getString("id"), row.getString("words")))
                .list();
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(new Whole(
                        pieces.getFirst().id(),
                        String.join("", pieces.stream().map(Whole::text).toList())));
    }

    @Override
    public void answered(String pieceId) {
        forgetWords("completed_by = ?", pieceId);
    }

    @Override
    public List<Waiting> overdue(Instant now) {
        return database.sql("""
            SELECT id, message, (SELECT piece.id FROM text_piece piece WHERE piece.long_text = waiting.id
                ORDER BY piece.number LIMIT 1) AS first_piece
            FROM long_text waiting
            WHERE NOT answered AND heard_at < ? AND sender IS NOT NULL AND quarantined_at IS NULL
            ORDER BY failures, id LIMIT ?
            """)
                .param(utc(now.minus(retriedWithin)))
                .param(MOST_AT_ONCE)
                .query((row, index) ->
                        new Waiting(row.getLong("id"), row.getString("first_piece"), row.getString("message")))
                .list();
    }

    private record Closed(WrappedKey sender, int total) {}

    @Override
    public Optional<Overdue> close(Waiting waiting, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lockSenderOf(waiting.message());
            return database.sql("""
                UPDATE long_text SET closed = true WHERE id = ? AND NOT answered AND heard_at < ?
                RETURNING master_key_id, sender, total
                """)
                    .param(waiting.position())
                    .param(utc(now.minus(retriedWithin)))
                    .query((row, index) -> new Closed(
                            new WrappedKey(row.getString("master_key_id"), row.getBytes("sender")),
                            row.getInt("total")))
                    .optional()
                    .map(closed -> new Overdue(
                            waiting.position(),
                            new String(masterKeys.unwrap(closed.sender(), waiting.message()), StandardCharsets.UTF_8),
                            closed.total(),
                            pieces(waiting.position())));
        }));
    }

    @Override
    public int failed(Waiting text) {
        return database.sql("UPDATE long_text SET failures = failures + 1 WHERE id = ? RETURNING failures")
                .param(text.position())
                .query(Integer.class)
                .single();
    }

    @Override
    public void quarantine(Waiting text, String reason, Instant now) {
        database.sql("UPDATE long_text SET closed = true, quarantined_at = ?, quarantined_for = ? WHERE id = ?")
                .param(utc(now))
                .param(reason)
                .param(text.position())
                .update();
        LOG.atError()
                .addKeyValue("channel", "sms")
                .addKeyValue("outcome", "quarantined")
                .addKeyValue("reason", reason)
                .addKeyValue("position", text.position())
                .log("what came of a long text could not be taken in and was put aside");
    }

    private List<Overdue.Piece> pieces(long longText) {
        return database.sql("SELECT number, id, words FROM text_piece WHERE long_text = ? ORDER BY number")
                .param(longText)
                .query((row, index) ->
                        new Overdue.Piece(row.getInt("number"), row.getString("id"), row.getString("words")))
                .list();
    }

    @Override
    public void taken(Overdue text) {
        forgetWords("id = ?", text.position());
    }

    /** It is known for a while yet, so that a piece that comes again begins no message. */
    private void forgetWords(String ofWhich, Object value) {
        database.sql("""
            WITH answered AS (
                UPDATE long_text SET answered = true, master_key_id = NULL, sender = NULL WHERE %s RETURNING id)
            UPDATE text_piece SET words = '' FROM answered WHERE text_piece.long_text = answered.id
            """.formatted(ofWhich)).param(value).update();
    }

    /** Of pieces from before senders were kept nobody knows who sent them. */
    @Override
    public void forget(Instant now) {
        database.sql("DELETE FROM long_text WHERE quarantined_at < ?")
                .param(utc(now.minus(QUARANTINED_FOR)))
                .update();
        List<Boolean> forgotten = database.sql(
                        "DELETE FROM long_text WHERE heard_at < ? AND (answered OR sender IS NULL) RETURNING answered")
                .param(utc(now.minus(KNOWN_FOR)))
                .query((row, index) -> row.getBoolean("answered"))
                .list();
        long lost = forgotten.stream().filter(answered -> !answered).count();
        if (lost > 0) {
            LOG.atWarn()
                    .addKeyValue("channel", "sms")
                    .addKeyValue("outcome", "incomplete")
                    .addKeyValue("count", lost)
                    .log("pieces of long texts were dropped, since nobody knows who sent them");
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
