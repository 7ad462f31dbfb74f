package org.relais.intake.sms.persistence;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.sms.IncomingText;
import org.relais.intake.sms.IncomingText.Piece;
import org.relais.intake.sms.TextPieces;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTextPieces implements TextPieces {

    private static final Duration KEPT = Duration.ofDays(3);

    private final JdbcClient database;

    JdbcTextPieces(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<Whole> join(PayloadMark number, IncomingText text) {
        Piece piece = text.piece();
        if (piece == null) {
            return Optional.of(new Whole(text.id(), text.text()));
        }
        String message = messageOf(number, piece.reference());
        // References come round again: what never became whole must not be joined to what comes later.
        database.sql("DELETE FROM text_piece WHERE received_at < ?")
                .param(text.receivedAt().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        database.sql("""
            INSERT INTO text_piece (message, number, total, id, words, received_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (message, number) DO UPDATE SET total = excluded.total, id = excluded.id, words = excluded.words,
                received_at = excluded.received_at
            """)
                .param(message)
                .param(piece.number())
                .param(piece.total())
                .param(text.id())
                .param(text.text())
                .param(text.receivedAt().atOffset(ZoneOffset.UTC))
                .update();
        List<Whole> pieces = database.sql("SELECT id, words FROM text_piece WHERE message = ? ORDER BY number")
                .param(message)
                .query((row, index) -> new Whole(row.getString("id"), row.getString("words")))
                .list();
        return pieces.size() < piece.total()
                ? Optional.empty()
                : Optional.of(new Whole(
                        pieces.getFirst().id(),
                        String.join("", pieces.stream().map(Whole::text).toList())));
    }

    @Override
    public void drop(PayloadMark number, String reference) {
        database.sql("DELETE FROM text_piece WHERE message = ?")
                .param(messageOf(number, reference))
                .update();
    }

    private static String messageOf(PayloadMark number, String reference) {
        return HexFormat.of().formatHex(number.bytes()) + "/" + reference;
    }
}
