package org.relais.routing.cases.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.event.common.v1.Location;
import org.relais.event.common.v1.RequesterKind;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.event.servicerequest.v1.TextRedacted;
import org.relais.platform.inbox.EventHandler;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.inbox.UnacceptableEvent;
import org.relais.routing.cases.Answer;
import org.relais.routing.cases.CaseCommand;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.FiledRequest;
import org.relais.routing.cases.Place;
import org.relais.routing.cases.Words;

/** What intake says: a request was filed, or its requester did something. */
final class IntakeFacts implements EventHandler {

    private final CaseFlow flow;
    private final Clock clock;

    IntakeFacts(CaseFlow flow, Clock clock) {
        this.flow = flow;
        this.clock = clock;
    }

    @Override
    public void handle(InboundEvent inbound) {
        UUID requestId = requestId(inbound);
        Instant now = clock.instant();
        // Open by nature: what a newer intake writes counts as seen. Our own types are all here.
        switch (inbound.event()) {
            case ServiceRequestSubmitted submitted -> flow.open(filed(requestId, submitted), now);
            case DetailsAdded added -> apply(requestId, details(added), inbound, now);
            case SupportAdded added ->
                apply(requestId, new CaseCommand.Join(added.getEventId(), Words.of(added.getComment())), inbound, now);
            case RequestWithdrawn withdrawn ->
                apply(
                        requestId,
                        new CaseCommand.Withdraw(withdrawn.getEventId(), Words.of(withdrawn.getReason())),
                        inbound,
                        now);
            case OutcomeConfirmed confirmed ->
                apply(requestId, new CaseCommand.Confirm(confirmed.getCaseVersion()), inbound, now);
            case OutcomeContested contested ->
                apply(
                        requestId,
                        new CaseCommand.Contest(
                                contested.getEventId(), contested.getCaseVersion(), Words.of(contested.getReason())),
                        inbound,
                        now);
            case RequesterErased erased -> flow.erase(requestId, erased.getRequesterId(), now);
            case TextRedacted redacted ->
                flow.redact(
                        requestId,
                        redacted.getRedactedEventId(),
                        redacted.getField(),
                        Words.of(redacted.getReplacement()),
                        now);
            default -> {}
        }
    }

    private void apply(UUID requestId, CaseCommand.CitizenFact fact, InboundEvent inbound, Instant now) {
        if (!flow.apply(requestId, fact, new CaseFlow.Origin(inbound.eventId(), inbound.type()), now)) {
            throw new UnacceptableEvent("case_not_found");
        }
    }

    private static UUID requestId(InboundEvent inbound) {
        try {
            return UUID.fromString(inbound.requestId());
        } catch (IllegalArgumentException _) {
            throw new UnacceptableEvent("invalid_request_id");
        }
    }

    private static FiledRequest filed(UUID requestId, ServiceRequestSubmitted submitted) {
        return new FiledRequest(
                requestId,
                submitted.getEventId(),
                submitted.getJurisdictionId(),
                submitted.getTrackingCode(),
                submitted.getServiceCode(),
                submitted.getChannel().name().toLowerCase(Locale.ROOT),
                Words.of(submitted.getDescription()),
                place(submitted.getLocation()),
                answers(submitted.getAnswers()),
                submitted.getAttachments(),
                submitted.getRequesterId(),
                requester(submitted.getRequester()),
                Set.copyOf(submitted.getFlags()),
                submitted.getLanguage(),
                submitted.getOccurredAt());
    }

    /** Of a kind that only a newer intake knows no rule can say anything. */
    private static String requester(RequesterKind kind) {
        return kind == RequesterKind.UNKNOWN ? "" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static CaseCommand.AddDetails details(DetailsAdded added) {
        return new CaseCommand.AddDetails(
                added.getEventId(),
                questionId(added.getQuestionId()),
                Words.of(added.getDescription()),
                answers(added.getAnswers()),
                added.getAttachments(),
                orNull(added.getServiceCode()),
                place(added.getLocation()),
                null);
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** An id that is none names no question of ours; the words still count as details. */
    private static @Nullable UUID questionId(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return new UUID(0, 0);
        }
    }

    /** A place off the globe is no place: the request goes on without one, and a person sees it in triage. */
    private static @Nullable Place place(@Nullable Location location) {
        if (location == null
                || !(Math.abs(location.getLatitude()) <= 90)
                || !(Math.abs(location.getLongitude()) <= 180)) {
            return null;
        }
        return new Place(location.getLatitude(), location.getLongitude(), Words.of(location.getAddress()));
    }

    private static List<Answer> answers(List<org.relais.event.common.v1.Answer> answers) {
        return answers.stream()
                .map(answer -> new Answer(answer.getCode(), answer.getValues()))
                .toList();
    }
}
