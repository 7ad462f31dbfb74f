package org.relais.notification.following.messaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.event.routing.v1.CaseReopened;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.event.routing.v1.CaseTransferred;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.event.routing.v1.ResponsibilityDeclined;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.Happening;
import org.relais.notification.planning.Happening.Attention;
import org.relais.notification.planning.Happening.Outcome;
import org.relais.notification.planning.Happening.RoutingCause;
import org.relais.platform.inbox.InboundEvent;

/** What routing's events mean here. */
final class RoutingHappenings {

    private static final String RESOLVED = "resolved";
    private static final String TRIAGE_OVERDUE = "triage_overdue";
    private static final String AWAITING_CITIZEN = "awaiting_citizen";
    private static final String IN_TRIAGE = "triage";

    private RoutingHappenings() {}

    /** Empty for an event that tells nobody anything. */
    static Optional<Happening> of(InboundEvent inbound) {
        Cause cause = new Cause(inbound.eventId(), inbound.type(), inbound.occurredAt());
        if (isOfAPart(inbound)) {
            return Optional.of(ofAPart(cause, inbound.event()));
        }
        return Optional.ofNullable(
                switch (inbound.event()) {
                    case ServiceRequestRouted e ->
                        new Happening.Routed(
                                cause,
                                e.getStatus(),
                                e.getDepartment(),
                                routingCause(e.getCause()),
                                e.getReason().getText(),
                                e.getExpectedAt());
                    case RoutingDeferred e ->
                        new Happening.Deferred(
                                cause,
                                e.getStatus(),
                                e.getReason().getText(),
                                e.getReason().getFacts().containsKey("neighbour"),
                                e.getDecideBy());
                    case CaseAcknowledged e ->
                        new Happening.Acknowledged(cause, e.getStatus(), e.getDepartment(), e.getMessage());
                    case CaseTransferred e ->
                        new Happening.Transferred(
                                cause,
                                e.getStatus(),
                                e.getFromDepartment(),
                                e.getDepartment(),
                                e.getReason().getText(),
                                e.getMessage(),
                                e.getExpectedAt());
                    case ResponsibilityDeclined e ->
                        new Happening.Declined(cause, e.getStatus(), e.getDepartment(), e.getReason());
                    case InformationRequested e ->
                        new Happening.Asked(
                                cause, e.getStatus(), e.getDepartment(), e.getQuestionId(), e.getQuestion());
                    case InformationReceived e -> new Happening.Answered(cause, e.getStatus(), e.getQuestionId());
                    case ProgressReported e ->
                        new Happening.Progressed(cause, e.getStatus(), e.getDepartment(), e.getMessage());
                    case DeadlineSet e -> new Happening.DeadlineSet(cause, e.getStatus(), e.getDueAt());
                    case CaseResolved e ->
                        new Happening.Resolved(
                                cause,
                                e.getStatus(),
                                orNull(e.getDepartment()),
                                outcome(e.getOutcome().name()),
                                e.getMessage(),
                                e.getPlannedFor(),
                                e.getResponsible(),
                                e.getEndedBy().equals(IN_TRIAGE));
                    case CaseContested e -> new Happening.Contested(cause, e.getStatus(), orNull(e.getDepartment()));
                    case CaseReopened e ->
                        new Happening.Reopened(cause, e.getStatus(), e.getDepartment(), e.getReason());
                    case CaseWithdrawn e -> new Happening.Withdrawn(cause, e.getStatus());
                    case CitizenActionRefused e ->
                        new Happening.ActionRefused(
                                cause, e.getStatus(), e.getRefusedEventId(), e.getRefusedType(), e.getReason());
                    case CaseConfirmed e -> new Happening.StatusChanged(cause, e.getStatus());
                    case CaseEscalated e -> escalated(cause, e);
                    case DeadlineMissed e -> new Happening.StatusChanged(cause, e.getStatus());
                    case CasesMerged e -> new Happening.Merged(cause, e.getStatus(), e.getDepartment());
                    case CaseSplit e -> new Happening.Split(cause, e.getStatus());
                    case PartsChanged e -> partsChanged(cause, e);
                    default -> null;
                });
    }

    private static boolean isOfAPart(InboundEvent inbound) {
        String caseId = text(inbound.event(), "caseId");
        return !caseId.isEmpty() && !caseId.equals(inbound.requestId());
    }

    /**
     * Of one part of a split request people are told what a department says, the end of that part among it, and that it was taken
     * up again; who has which part is on the request's page. With the last part the request has its outcome, by an event of its own.
     */
    private static Happening ofAPart(Cause cause, SpecificRecord event) {
        return switch (event) {
            case CaseAcknowledged e ->
                new Happening.Acknowledged(cause, e.getStatus(), e.getDepartment(), e.getMessage());
            case ProgressReported e ->
                new Happening.Progressed(cause, e.getStatus(), e.getDepartment(), e.getMessage());
            case CaseResolved e ->
                e.getStatus().equals(RESOLVED) || e.getDepartment().isEmpty()
                        ? new Happening.StatusChanged(cause, e.getStatus())
                        : new Happening.Progressed(cause, e.getStatus(), e.getDepartment(), e.getMessage());
            case CaseReopened e -> new Happening.Reopened(cause, e.getStatus(), e.getDepartment(), e.getReason());
            case CaseEscalated e -> escalated(cause, e);
            default -> new Happening.StatusChanged(cause, text(event, "status"));
        };
    }

    private static Happening partsChanged(Cause cause, PartsChanged event) {
        return new Happening.PartsChanged(
                cause,
                event.getStatus(),
                event.getExpectedAt(),
                event.getParts().stream().anyMatch(part -> part.getStatus().equals(AWAITING_CITIZEN)));
    }

    private static String text(SpecificRecord event, String name) {
        Schema.Field field = event.getSchema().getField(name);
        return field == null ? "" : String.valueOf(event.get(field.pos()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Raised to nobody we know of, by an earlier or a later version, it is told to nobody. */
    private static Happening escalated(Cause cause, CaseEscalated event) {
        if (event.getReason().equals(TRIAGE_OVERDUE)) {
            return new Happening.TriageOverdue(cause, event.getStatus(), event.getCaseId());
        }
        String department = event.getDepartment().isEmpty() ? null : event.getDepartment();
        return Arrays.stream(Attention.values())
                .filter(attention -> attention.name().toLowerCase(Locale.ROOT).equals(event.getTo()))
                .findFirst()
                .<Happening>map(attention ->
                        new Happening.Escalated(cause, event.getStatus(), event.getCaseId(), department, attention))
                .orElseGet(() -> new Happening.StatusChanged(cause, event.getStatus()));
    }

    /** A cause that this version does not know is told like a rule's decision. */
    private static RoutingCause routingCause(String word) {
        return Arrays.stream(RoutingCause.values())
                .filter(cause -> cause.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(RoutingCause.RULE);
    }

    private static Outcome outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElse(Outcome.UNKNOWN);
    }
}
