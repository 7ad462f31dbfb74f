package org.relais.intake.action.persistence;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.action.CitizenAction;
import org.relais.intake.action.Fact;
import org.relais.intake.action.Facts;
import org.relais.intake.action.Joiner;
import org.relais.intake.action.messaging.FactAnnouncements;
import org.relais.intake.attachment.AttachmentClaims;
import org.relais.intake.attachment.AttachmentClaims.Claim;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.Place;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.RequestLog;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.intake.vault.Persons;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction an action: the action, its event, its entry in the timeline. */
@Repository
class JdbcFacts implements Facts {

    /** What the caller named counts before what only happens to judge the same outcome. */
    private static final String FIND = """
        SELECT payload_mark FROM citizen_action
        WHERE request_id = :request AND (action_key = :key OR caller_key = CAST(:caller AS text))
        ORDER BY caller_key IS NOT DISTINCT FROM CAST(:caller AS text) DESC LIMIT 1
        """;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final FactAnnouncements announcements;
    private final RequestLog log;
    private final Persons persons;
    private final AttachmentClaims attachments;

    JdbcFacts(
            JdbcClient database,
            TransactionTemplate transaction,
            FactAnnouncements announcements,
            RequestLog log,
            Persons persons,
            AttachmentClaims attachments) {
        this.database = database;
        this.transaction = transaction;
        this.announcements = announcements;
        this.log = log;
        this.persons = persons;
        this.attachments = attachments;
    }

    @Override
    public Recorded record(Fact fact, @Nullable Joiner joining) {
        return Objects.requireNonNull(transaction.execute(status -> recordIn(status, fact, joining)));
    }

    private Recorded recordIn(TransactionStatus transaction, Fact fact, @Nullable Joiner joining) {
        if (!insert(fact)) {
            PayloadMark before =
                    find(fact.requestId(), fact.key(), fact.callersKey()).orElseThrow();
            return before.equals(fact.mark()) ? Recorded.REPEATED : Recorded.DIFFERENT;
        }
        if (!claimAttachments(fact)) {
            transaction.setRollbackOnly();
            return Recorded.ATTACHMENT_GONE;
        }
        if (joining != null && !addSupporter(fact.requestId(), joining)) {
            transaction.setRollbackOnly();
            return Recorded.JOINED_BEFORE;
        }
        if (fact.published() instanceof CitizenAction.AddDetails details) {
            complete(fact, details);
        }
        announcements.announce(fact);
        log.append(new Change(fact.requestId(), entry(fact), Change.CaseUpdate.NONE));
        return Recorded.FRESH;
    }

    private boolean insert(Fact fact) {
        return database.sql("""
            INSERT INTO citizen_action (event_id, request_id, requester_id, type, action_key, payload_mark,
                case_version, at, field, words, published, caller_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """)
                        .param(fact.eventId())
                        .param(fact.requestId())
                        .param(fact.requesterId())
                        .param(typeOf(fact.published()))
                        .param(fact.key())
                        .param(fact.mark().bytes())
                        .param(fact.caseVersion())
                        .param(fact.at().atOffset(ZoneOffset.UTC))
                        .param(fieldOf(fact.published()))
                        .param(fact.words())
                        .param(fact.published().words())
                        .param(fact.callersKey())
                        .update()
                > 0;
    }

    /**
     * Only what the request lacks is taken; a service that was found from its words gives way to the one that the person names. What
     * a rule may keep private then is so until routing has decided.
     */
    private void complete(Fact fact, CitizenAction.AddDetails details) {
        UUID requestId = fact.requestId();
        if (details.serviceCode() != null) {
            database.sql("""
                UPDATE service_request SET service_code = ?, service_named = 'requester', kept_private = kept_private OR ?
                WHERE id = ? AND (service_code = '' OR service_named = 'words')
                """)
                    .param(details.serviceCode())
                    .param(fact.privateByRule())
                    .param(requestId)
                    .update();
        }
        Place place = details.place();
        if (place != null) {
            database.sql("""
                UPDATE service_request SET latitude = ?, longitude = ?, address = coalesce(address, ?), placed_later = true
                WHERE id = ? AND latitude IS NULL
                """)
                    .param(place.latitude())
                    .param(place.longitude())
                    .param(place.address())
                    .param(requestId)
                    .update();
        }
    }

    private boolean claimAttachments(Fact fact) {
        List<UUID> named = fact.published().attachments();
        if (named.isEmpty()) {
            return true;
        }
        if (!attachments.lockFree(named).containsAll(named)) {
            return false;
        }
        attachments.claim(List.of(new Claim(fact.requestId(), fact.requesterId(), named)));
        return true;
    }

    @Override
    public Optional<PayloadMark> find(UUID requestId, String key, @Nullable String callersKey) {
        return database.sql(FIND)
                .param("request", requestId)
                .param("key", key)
                .param("caller", callersKey)
                .query((row, number) -> new PayloadMark(row.getBytes(1)))
                .optional();
    }

    private boolean addSupporter(UUID requestId, Joiner joining) {
        persons.addAll(List.of(joining.person()));
        PayloadMark mark = joining.mark();
        return database.sql("INSERT INTO supporter (request_id, requester_id, contact_mark) VALUES (:request,"
                                + " :requester, :mark) ON CONFLICT DO NOTHING")
                        .param("request", requestId)
                        .param("requester", joining.person().requesterId())
                        .param("mark", mark == null ? null : mark.bytes(), Types.BINARY)
                        .update()
                > 0;
    }

    @Override
    public Optional<Contest> contest(UUID requestId, UUID requesterId) {
        return database.sql("""
            SELECT event_id, words FROM (
                SELECT event_id, type, words FROM citizen_action
                WHERE request_id = ? AND requester_id = ? AND type IN ('outcome_confirmed', 'outcome_contested')
                ORDER BY at DESC, event_id DESC LIMIT 1) AS judgement
            WHERE type = 'outcome_contested'
            """)
                .param(requestId)
                .param(requesterId)
                .query((row, number) -> new Contest(row.getObject("event_id", UUID.class), row.getString("words")))
                .optional();
    }

    private static TimelineEntry entry(Fact fact) {
        return new TimelineEntry(
                fact.eventId(),
                typeOf(fact.published()),
                fact.at(),
                fact.joined() ? Author.SUPPORTER : Author.REQUESTER,
                fact.published().words(),
                Map.of());
    }

    private static String typeOf(CitizenAction action) {
        return switch (action) {
            case CitizenAction.AddDetails add -> "details_added";
            case CitizenAction.Withdraw withdraw -> "request_withdrawn";
            case CitizenAction.Confirm confirm -> "outcome_confirmed";
            case CitizenAction.Contest contest -> "outcome_contested";
            case CitizenAction.Join join -> "support_added";
        };
    }

    /** The event's field in which the words stand. */
    private static String fieldOf(CitizenAction action) {
        return switch (action) {
            case CitizenAction.AddDetails add -> "description";
            case CitizenAction.Withdraw withdraw -> "reason";
            case CitizenAction.Confirm confirm -> "comment";
            case CitizenAction.Contest contest -> "reason";
            case CitizenAction.Join join -> "comment";
        };
    }
}
