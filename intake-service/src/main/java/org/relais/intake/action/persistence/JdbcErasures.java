package org.relais.intake.action.persistence;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.relais.intake.action.Erasure;
import org.relais.intake.action.Erasure.PublishedText;
import org.relais.intake.action.Erasure.Redaction;
import org.relais.intake.action.Erasures;
import org.relais.intake.action.messaging.FactAnnouncements;
import org.relais.intake.attachment.AttachmentClaims;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.RequestLog;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.intake.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction an erasure: the person and their key, what stands only here of their words, and the events. */
@Repository
class JdbcErasures implements Erasures {

    private static final String PUBLISHED = """
        SELECT event_id, 'description' AS field, coalesce(published_description, description) AS text
        FROM service_request WHERE id = :request AND requester_id = :requester
        UNION ALL
        SELECT event_id, 'address', coalesce(published_address, address)
        FROM service_request WHERE id = :request AND requester_id = :requester AND address IS NOT NULL
        UNION ALL
        SELECT event_id, field, published
        FROM citizen_action WHERE request_id = :request AND requester_id = :requester AND published IS NOT NULL
        """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Vault vault;
    private final AttachmentClaims attachments;
    private final FactAnnouncements announcements;
    private final RequestLog log;

    JdbcErasures(
            JdbcClient database,
            TransactionTemplate transaction,
            Vault vault,
            AttachmentClaims attachments,
            FactAnnouncements announcements,
            RequestLog log) {
        this.database = database;
        this.transaction = transaction;
        this.vault = vault;
        this.attachments = attachments;
        this.announcements = announcements;
        this.log = log;
    }

    @Override
    public List<UUID> supporters(UUID requestId) {
        return database.sql("SELECT requester_id FROM supporter WHERE request_id = ?")
                .param(requestId)
                .query(UUID.class)
                .list();
    }

    @Override
    public List<UUID> presentSupporters(UUID requestId) {
        return database.sql("SELECT requester_id FROM supporter WHERE request_id = ? AND left_at IS NULL")
                .param(requestId)
                .query(UUID.class)
                .list();
    }

    @Override
    public Erasure.Writings writings(UUID requestId, UUID requesterId) {
        List<PublishedText> published = database.sql(PUBLISHED)
                .param("request", requestId)
                .param("requester", requesterId)
                .query((row, number) -> new PublishedText(
                        row.getObject("event_id", UUID.class), row.getString("field"), row.getString("text")))
                .list();
        String answers = database.sql(
                        "SELECT answers FROM service_request WHERE id = ? AND requester_id = ? AND answers IS NOT NULL")
                .param(requestId)
                .param(requesterId)
                .query(String.class)
                .optional()
                .orElse(null);
        return new Erasure.Writings(published, answers);
    }

    @Override
    public void erase(Erasure erasure) {
        transaction.executeWithoutResult(status -> {
            if (isFirst(erasure)) {
                vault.erase(erasure.requesterId());
                erasure.redactions().forEach(redaction -> redact(erasure, redaction));
                forgetWords(erasure);
                leave(erasure);
                attachments.release(erasure.requestId(), erasure.requesterId());
                announcements.announce(erasure);
                tell(erasure);
            }
        });
    }

    private boolean isFirst(Erasure erasure) {
        return database.sql("""
            INSERT INTO citizen_action (event_id, request_id, requester_id, type, action_key, payload_mark,
                case_version, at)
            VALUES (?, ?, ?, 'requester_erased', ?, '', 0, ?)
            ON CONFLICT (request_id, action_key) DO NOTHING
            """)
                        .param(erasure.eventId())
                        .param(erasure.requestId())
                        .param(erasure.requesterId())
                        .param("erase/" + erasure.requesterId())
                        .param(erasure.at().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private void redact(Erasure erasure, Redaction redaction) {
        PublishedText text = redaction.text();
        database.sql("UPDATE citizen_action SET published = ? WHERE event_id = ?")
                .param(redaction.replacement())
                .param(text.eventId())
                .update();
        if (text.field().equals("address")) {
            database.sql("UPDATE service_request SET published_address = ? WHERE event_id = ? AND id = ?")
                    .param(redaction.replacement())
                    .param(text.eventId())
                    .param(erasure.requestId())
                    .update();
        } else if (text.field().equals("description")) {
            database.sql("UPDATE service_request SET published_description = ? WHERE event_id = ? AND id = ?")
                    .param(redaction.replacement())
                    .param(text.eventId())
                    .param(erasure.requestId())
                    .update();
        }
        log.replaceMessage(erasure.requestId(), text.eventId(), redaction.replacement());
    }

    /** What was published is all that stays. */
    private void forgetWords(Erasure erasure) {
        database.sql("UPDATE citizen_action SET words = published WHERE request_id = ? AND requester_id = ?")
                .param(erasure.requestId())
                .param(erasure.requesterId())
                .update();
        if (erasure.requesterFiled()) {
            database.sql("DELETE FROM conversation_request WHERE request_id = ?")
                    .param(erasure.requestId())
                    .update();
            database.sql("UPDATE text_conversation SET request_id = NULL, awaiting = 'NOTHING', options = ''"
                            + " WHERE request_id = ?")
                    .param(erasure.requestId())
                    .update();
            database.sql("""
                UPDATE service_request SET
                    description = coalesce(published_description, description), published_description = NULL,
                    address = coalesce(published_address, address), published_address = NULL,
                    answers = CASE WHEN ? THEN NULL ELSE answers END
                WHERE id = ?
                """)
                    .param(erasure.dropAnswers())
                    .param(erasure.requestId())
                    .update();
        }
    }

    /** Who joined and is nobody any more counts no more; they may join again. */
    private void leave(Erasure erasure) {
        database.sql("UPDATE supporter SET left_at = ?, contact_mark = NULL WHERE request_id = ? AND requester_id = ?")
                .param(erasure.at().atOffset(ZoneOffset.UTC))
                .param(erasure.requestId())
                .param(erasure.requesterId())
                .update();
    }

    private void tell(Erasure erasure) {
        log.append(new Change(
                erasure.requestId(),
                new TimelineEntry(
                        erasure.eventId(),
                        "requester_erased",
                        erasure.at(),
                        erasure.requesterFiled() ? Author.REQUESTER : Author.SUPPORTER,
                        null,
                        Map.of()),
                Change.CaseUpdate.NONE));
    }
}
