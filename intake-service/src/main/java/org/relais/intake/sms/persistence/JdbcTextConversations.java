package org.relais.intake.sms.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.sms.IncomingText;
import org.relais.intake.sms.IncomingText.Piece;
import org.relais.intake.sms.TextConversations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTextConversations implements TextConversations {

    private final JdbcClient database;

    JdbcTextConversations(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<Conversation> find(PayloadMark number) {
        return database.sql("SELECT * FROM text_conversation WHERE number_mark = ?")
                .param(number.bytes())
                .query((row, index) -> conversation(row))
                .optional();
    }

    @Override
    public void save(PayloadMark number, Conversation conversation) {
        database.sql("""
            INSERT INTO text_conversation (number_mark, request_id, awaiting, options, stopped, updated_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (number_mark) DO UPDATE SET request_id = excluded.request_id, awaiting = excluded.awaiting,
                options = excluded.options, stopped = excluded.stopped, updated_at = excluded.updated_at
            """)
                .param(number.bytes())
                .param(conversation.requestId())
                .param(conversation.awaiting().name())
                .param(String.join(",", conversation.options()))
                .param(conversation.stopped())
                .param(conversation.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public Optional<Whole> join(PayloadMark number, IncomingText text) {
        Piece piece = text.piece();
        if (piece == null) {
            return Optional.of(new Whole(text.id(), text.text()));
        }
        String message = messageOf(number, piece.reference());
        database.sql("""
            INSERT INTO text_piece (message, number, total, id, words, received_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
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

    private static Conversation conversation(ResultSet row) throws SQLException {
        String options = row.getString("options");
        return new Conversation(
                row.getObject("request_id", UUID.class),
                Awaiting.valueOf(row.getString("awaiting")),
                options.isEmpty() ? List.of() : List.of(options.split(",")),
                row.getBoolean("stopped"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
