package org.relais.intake.sms.persistence;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** A sender's pieces are joined one after the other, whichever instance they come to: one of them alone makes a message whole. */
@Repository
@EnableConfigurationProperties(RetriedTexts.class)
class JdbcTextPieces implements TextPieces {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcTextPieces.class);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Duration retriedWithin;

    /** @param retried how long after one piece the next may come, or the same again */
    JdbcTextPieces(JdbcClient database, TransactionTemplate transaction, RetriedTexts retried) {
        this.database = database;
        this.transaction = transaction;
        this.retriedWithin = retried.retriedWithin();
    }

    @Override
    public Optional<Whole> join(PayloadMark number, IncomingText text) {
        Piece piece = text.piece();
        if (piece == null) {
            return Optional.of(new Whole(text.id(), text.text()));
        }
        String sender = HexFormat.of().formatHex(number.bytes());
        String message = sender + "/" + piece.reference();
        return Objects.requireNonNull(transaction.execute(status -> {
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("pieces/" + sender)
                    .query((row, index) -> "")
                    .list();
            long longText = known(message, piece, text.id())
                    .or(() -> open(message, piece, text.receivedAt()))
                    .orElseGet(() -> begin(message, piece, text.receivedAt()));
            add(longText, piece, text);
            return whole(longText, text.id());
        }));
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

    /** What still lacks this piece, unless it is so old that it will never be whole. */
    private Optional<Long> open(String message, Piece piece, Instant now) {
        return database.sql("""
            SELECT id FROM long_text incomplete
            WHERE message = ? AND total = ? AND heard_at > ? AND completed_by IS NULL
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

    private void add(long longText, Piece piece, IncomingText text) {
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
                CASE WHEN (SELECT count(*) FROM text_piece WHERE long_text = :longText) = total THEN :piece END)
            WHERE id = :longText
            """)
                .param("now", utc(text.receivedAt()))
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

    /** What was answered is known for a while yet, so that a piece that comes again begins no message. */
    @Override
    public void answered(String pieceId) {
        database.sql("""
            WITH answered AS (UPDATE long_text SET answered = true WHERE completed_by = ? RETURNING id)
            UPDATE text_piece SET words = '' FROM answered WHERE text_piece.long_text = answered.id
            """).param(pieceId).update();
    }

    @Override
    public void forget(Instant now) {
        List<Boolean> forgotten = database.sql(
                        "DELETE FROM long_text WHERE heard_at < ? RETURNING completed_by IS NOT NULL AS whole")
                .param(utc(now.minus(retriedWithin)))
                .query((row, index) -> row.getBoolean("whole"))
                .list();
        long incomplete = forgotten.stream().filter(whole -> !whole).count();
        if (incomplete > 0) {
            LOG.atWarn()
                    .addKeyValue("channel", "sms")
                    .addKeyValue("outcome", "incomplete")
                    .addKeyValue("count", incomplete)
                    .log("long texts were dropped, since not all of their pieces came");
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
