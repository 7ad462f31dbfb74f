package org.relais.routing.cases.messaging;

import java.time.Instant;
import java.util.Locale;
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
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.event.routing.v1.ResponsibilityDeclined;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.Reason;
import org.relais.routing.cases.Resolution;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Suggestion;

/** A case's events as they stand in the topic that intake and notification read. */
final class PublicEvents {

    private PublicEvents() {}

    /**
     * Whether everybody is told: that a person joined or that a date comes near is told to the department only, and what passes
     * between a split request and its requester is told once, of the whole.
     */
    static boolean isPublic(Effect.Step step) {
        return step.event().isOfTheCasesLife() && !(step.after().isPart() && isWithTheRequester(step.event()));
    }

    private static boolean isWithTheRequester(CaseEvent event) {
        return switch (event) {
            case CaseEvent.InformationRequested _,
                    CaseEvent.InformationReceived _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.CaseContested _,
                    CaseEvent.CaseWithdrawn _,
                    CaseEvent.CaseSplit _,
                    CaseEvent.PartsChanged _,
                    CaseEvent.SupportAdded _ -> true;
            case CaseEvent.ServiceRequestRouted _,
                    CaseEvent.RoutingDeferred _,
                    CaseEvent.CaseAcknowledged _,
                    CaseEvent.ProgressReported _,
                    CaseEvent.ResponsibilityDeclined _,
                    CaseEvent.CaseTransferred _,
                    CaseEvent.CaseResolved _,
                    CaseEvent.CaseReopened _,
                    CaseEvent.CasesMerged _,
                    CaseEvent.CaseSeparated _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.DeadlineNear _,
                    CaseEvent.DeadlineMissed _,
                    CaseEvent.CaseEscalated _ -> false;
        };
    }

    /** @param status where the request stands after it */
    static SpecificRecord of(CaseFile file, Effect.Step step, String status, String id, long sequence, Instant at) {
        String requestId = step.after().requestId().toString();
        String jurisdiction = file.request().jurisdictionId();
        String caseId = step.after().caseId().toString();
        long version = step.after().version();
        return switch (step.event()) {
            case CaseEvent.ServiceRequestRouted e ->
                new ServiceRequestRouted(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.department(),
                        AvroCase.reason(e.reason()),
                        e.cause().name().toLowerCase(Locale.ROOT),
                        AvroCase.priority(file.priority()),
                        file.area(),
                        e.expectedAt(),
                        AvroCase.visibility(file.visibility()),
                        service(file, e.reason()));
            case CaseEvent.RoutingDeferred e ->
                new RoutingDeferred(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        AvroCase.reason(e.reason()),
                        AvroCase.visibility(file.visibility()),
                        e.decideBy());
            case CaseEvent.CaseAcknowledged e ->
                new CaseAcknowledged(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.department(),
                        e.message().orNull());
            case CaseEvent.InformationRequested e ->
                new InformationRequested(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.department(),
                        e.question().id().toString(),
                        e.question().text().text());
            case CaseEvent.InformationReceived e ->
                new InformationReceived(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        orEmpty(e.department()),
                        e.answered() == null ? null : e.answered().toString());
            case CaseEvent.ProgressReported e ->
                new ProgressReported(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.department(),
                        e.message().text());
            case CaseEvent.ResponsibilityDeclined e ->
                new ResponsibilityDeclined(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.department(),
                        e.reason().text(),
                        e.proposedDepartment());
            case CaseEvent.CaseTransferred e ->
                new CaseTransferred(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.fromDepartment(),
                        e.department(),
                        AvroCase.reason(e.reason()),
                        e.message().orNull(),
                        e.expectedAt());
            case CaseEvent.CaseResolved e -> {
                Resolution resolution = e.resolution();
                yield new CaseResolved(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        orEmpty(e.department()),
                        AvroCase.outcome(resolution.settled()),
                        resolution.message().text(),
                        resolution.plannedFor(),
                        resolution.responsible().orNull(),
                        endedBy(e, step.after()));
            }
            case CaseEvent.CaseConfirmed e ->
                new CaseConfirmed(
                        id, requestId, jurisdiction, sequence, at, caseId, version, status, orEmpty(e.department()));
            case CaseEvent.CaseContested e ->
                new CaseContested(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        orEmpty(e.department()),
                        e.reason().text());
            case CaseEvent.CaseReopened e ->
                new CaseReopened(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.department(),
                        e.reason().text());
            case CaseEvent.CaseWithdrawn e ->
                new CaseWithdrawn(id, requestId, jurisdiction, sequence, at, caseId, version, status, e.department());
            case CaseEvent.DeadlineSet e ->
                new DeadlineSet(
                        id, requestId, jurisdiction, sequence, at, caseId, version, status, e.dueAt(), 0, jurisdiction);
            case CaseEvent.DeadlineMissed e ->
                new DeadlineMissed(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        orEmpty(e.department()),
                        e.dueAt());
            case CaseEvent.CaseEscalated e ->
                new CaseEscalated(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        orEmpty(e.department()),
                        e.level(),
                        e.because().word(),
                        e.to().word());
            case CaseEvent.CasesMerged e ->
                new CasesMerged(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        e.intoCaseId().toString(),
                        e.intoRequestId().toString(),
                        e.department(),
                        e.reason() == null ? null : AvroCase.reason(e.reason()));
            case CaseEvent.CaseSplit e ->
                new CaseSplit(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        orEmpty(e.department()),
                        AvroCase.parts(e.parts()));
            case CaseEvent.PartsChanged e ->
                new PartsChanged(
                        id,
                        requestId,
                        jurisdiction,
                        sequence,
                        at,
                        caseId,
                        version,
                        status,
                        step.after().journey().expectedAt(),
                        AvroCase.parts(e.parts()));
            case CaseEvent.SupportAdded _, CaseEvent.DeadlineNear _, CaseEvent.CaseSeparated _ ->
                throw new IllegalArgumentException("told to the department only");
        };
    }

    /** The one that was asked for, else the one that its words speak of where they decided. */
    private static @Nullable String service(CaseFile file, Reason reason) {
        String asked = file.request().serviceCode();
        if (!asked.isEmpty()) {
            return asked;
        }
        return reason.code().equals(Decision.BY_WORDS)
                ? Suggestion.in(reason.facts())
                        .map(suggestion -> suggestion.first().serviceCode())
                        .filter(code -> !code.isEmpty())
                        .orElse(null)
                : null;
    }

    private static String endedBy(CaseEvent.CaseResolved resolved, Case after) {
        if (resolved.department() != null) {
            return "department";
        }
        return after.state() instanceof CaseState.InParts ? "parts" : "triage";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
