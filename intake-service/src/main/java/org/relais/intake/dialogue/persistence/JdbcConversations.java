package org.relais.intake.dialogue.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.dialogue.Conversations;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.tracking.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcConversations implements Conversations {

    private final JdbcClient database;

    JdbcConversations(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<Conversation> find(PayloadMark person) {
        return database.sql("SELECT * FROM text_conversation WHERE number_mark = ?")
                .param(person.bytes())
                .query((row, index) -> conversation(row))
                .optional();
    }

    @Override
    public void save(PayloadMark person, Conversation conversation) {
        PayloadMark untold = conversation.untold();
        database.sql("""
            INSERT INTO text_conversation (number_mark, request_id, awaiting, options, stopped, told, asked_by, updated_at,
                heard_at)
            VALUES (:person, :request, :awaiting, :options, false, :told, :askedBy, :at, :at)
            ON CONFLICT (number_mark) DO UPDATE SET request_id = excluded.request_id, awaiting = excluded.awaiting,
                options = excluded.options, told = excluded.told, asked_by = excluded.asked_by,
                updated_at = greatest(text_conversation.updated_at, excluded.updated_at)
            """)
                .param("person", person.bytes())
                .param("request", conversation.requestId())
                .param("awaiting", conversation.awaiting().name())
                .param("options", String.join(",", conversation.options()))
                .param("told", untold == null)
                .param("askedBy", untold == null ? null : untold.bytes())
                .param("at", conversation.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
        if (conversation.requestId() != null) {
            remember(person, conversation.requestId());
        }
    }

    /** Those that have ended are forgotten, and so is whose it was once the one who filed it is erased. */
    private void remember(PayloadMark person, UUID requestId) {
        String[] ended = {Status.CONFIRMED, Status.WITHDRAWN};
        database.sql("""
            DELETE FROM conversation_request known USING request_progress progress
            WHERE known.number_mark = ? AND progress.request_id = known.request_id AND progress.status = ANY (?::text[])
            """).param(person.bytes()).param(ended).update();
        database.sql("""
            INSERT INTO conversation_request (number_mark, request_id)
            SELECT ?, filed.id FROM service_request filed WHERE filed.id = ?
                AND NOT EXISTS (SELECT FROM request_progress progress
                    WHERE progress.request_id = filed.id AND progress.status = ANY (?::text[]))
                AND NOT EXISTS (SELECT FROM citizen_action erased WHERE erased.request_id = filed.id
                    AND erased.requester_id = filed.requester_id AND erased.type = 'requester_erased')
            ON CONFLICT DO NOTHING
            """).param(person.bytes()).param(requestId).param(ended).update();
    }

    @Override
    public Optional<UUID> asked(PayloadMark person) {
        return database.sql("""
            SELECT known.request_id FROM conversation_request known
            JOIN request_progress progress ON progress.request_id = known.request_id
            WHERE known.number_mark = ? AND progress.status = ? ORDER BY progress.updated_at DESC LIMIT 1
            """)
                .param(person.bytes())
                .param(Status.AWAITING_CITIZEN)
                .query(UUID.class)
                .optional();
    }

    @Override
    public Optional<UUID> added(PayloadMark person, String actionKey) {
        return database.sql("""
            SELECT request_id FROM citizen_action WHERE action_key = :key AND request_id IN (
                SELECT request_id FROM conversation_request WHERE number_mark = :person
                UNION SELECT request_id FROM text_conversation WHERE number_mark = :person)
            """)
                .param("key", actionKey)
                .param("person", person.bytes())
                .query(UUID.class)
                .optional();
    }

    @Override
    public void told(PayloadMark person, PayloadMark answered) {
        database.sql("""
            UPDATE text_conversation SET told = true
            WHERE number_mark = ? AND NOT told AND (asked_by = ? OR asked_by IS NULL)
            """).param(person.bytes()).param(answered.bytes()).update();
    }

    @Override
    public Optional<Instant> heardAt(PayloadMark person) {
        return database.sql("SELECT heard_at FROM text_conversation WHERE number_mark = ?")
                .param(person.bytes())
                .query((row, index) ->
                        row.getObject("heard_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    @Override
    public void heard(PayloadMark person, Instant at) {
        database.sql("UPDATE text_conversation SET heard_at = greatest(heard_at, :at) WHERE number_mark = :person")
                .param("person", person.bytes())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public void silence(PayloadMark person, boolean stopped, Instant at) {
        database.sql("""
            INSERT INTO text_conversation (number_mark, awaiting, options, stopped, updated_at, heard_at)
            VALUES (:person, :awaiting, '', :stopped, :at, :at)
            ON CONFLICT (number_mark) DO UPDATE SET awaiting = excluded.awaiting, options = '',
                stopped = excluded.stopped
            """)
                .param("person", person.bytes())
                .param("awaiting", Awaiting.NOTHING.name())
                .param("stopped", stopped)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static PayloadMark untold(byte @Nullable [] askedBy) {
        return new PayloadMark(askedBy == null ? new byte[0] : askedBy);
    }

    private static Conversation conversation(ResultSet row) throws SQLException {
        String options = row.getString("options");
        return new Conversation(
                row.getObject("request_id", UUID.class),
                Awaiting.valueOf(row.getString("awaiting")),
                options.isEmpty() ? List.of() : List.of(options.split(",")),
                row.getBoolean("stopped"),
                row.getBoolean("told") ? null : untold(row.getBytes("asked_by")),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
