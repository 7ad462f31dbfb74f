package org.relais.intake.tracking.messaging;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Confidence;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.Visibility;
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
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.Change.Finding;
import org.relais.intake.tracking.Part;
import org.relais.intake.tracking.Reason;
import org.relais.intake.tracking.Status;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.inbox.UnacceptableEvent;
import org.relais.platform.naming.SnakeCase;

/** What routing's events change in what the public sees. */
final class RoutingChanges {

    private RoutingChanges() {}

    /** Null for an event that the public isn't told of. */
    static @Nullable Change of(InboundEvent inbound) {
        return switch (inbound.event()) {
            case ServiceRequestRouted event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .because(event.getReason())
                        .expected(event.getExpectedAt())
                        .seenBy(event.getVisibility())
                        .about(event.getServiceCode(), event.getCause())
                        .by(Author.PLATFORM)
                        .change();
            case RoutingDeferred event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .nobodys()
                        .because(event.getReason())
                        .seenBy(event.getVisibility())
                        .dated(event.getDecideBy())
                        .by(Author.PLATFORM)
                        .change();
            case CaseAcknowledged event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .saying(event.getMessage())
                        .change();
            case CaseTransferred event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .naming(TimelineEntry.FROM, event.getFromDepartment())
                        .because(event.getReason())
                        .expected(event.getExpectedAt())
                        .saying(event.getMessage())
                        .by(Author.PLATFORM)
                        .change();
            case ResponsibilityDeclined event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .naming(TimelineEntry.DEPARTMENT, event.getDepartment())
                        .saying(event.getReason())
                        .change();
            case InformationRequested event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .asking(event.getQuestionId(), event.getQuestion())
                        .saying(event.getQuestion())
                        .change();
            case InformationReceived event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .by(Author.PLATFORM)
                        .change();
            case ProgressReported event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .saying(event.getMessage())
                        .change();
            case DeadlineSet event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .expected(event.getDueAt())
                        .dated(event.getDueAt())
                        .by(Author.PLATFORM)
                        .change();
            case DeadlineMissed event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .naming(TimelineEntry.DEPARTMENT, event.getDepartment())
                        .dated(event.getDueAt())
                        .by(Author.PLATFORM)
                        .change();
            case CaseEscalated event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .naming(TimelineEntry.DEPARTMENT, event.getDepartment())
                        .by(Author.PLATFORM)
                        .change();
            case CaseResolved event -> resolved(inbound, event);
            case CaseConfirmed event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .by(Author.PLATFORM)
                        .change();
            case CaseContested event -> contested(inbound, event);
            case CaseReopened event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .saying(event.getReason())
                        .change();
            case CaseWithdrawn event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .by(Author.PLATFORM)
                        .change();
            case CasesMerged event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .responsible(event.getDepartment())
                        .because(event.getReason())
                        .by(Author.PLATFORM)
                        .change();
            case CaseSplit event -> split(inbound, event);
            case PartsChanged event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .expected(event.getExpectedAt())
                        .sharedBy(event.getParts())
                        .changeAlone();
            case CitizenActionRefused event ->
                new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                        .naming(TimelineEntry.REASON, event.getReason())
                        .naming(TimelineEntry.REFUSED, event.getRefusedEventId())
                        .by(Author.PLATFORM)
                        .change();
            case SpecificRecord other -> null;
        };
    }

    /** What was said together of a split request was shown with each of its parts. */
    private static Change resolved(InboundEvent inbound, CaseResolved event) {
        Draft draft = new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                .responsible(event.getDepartment())
                .ended(event.getOutcome().name().toLowerCase(Locale.ROOT), event.getMessage())
                .naming(TimelineEntry.VERSION, Long.toString(event.getCaseVersion()));
        if (event.getEndedBy().equals(TimelineEntry.TRIAGE)) {
            return draft.inTriage().saying(event.getMessage()).change();
        }
        return event.getDepartment().isEmpty()
                ? draft.by(Author.PLATFORM).change()
                : draft.saying(event.getMessage()).change();
    }

    /** Without a department it goes to whoever ended the parts, or to triage where that ended it. */
    private static Change contested(InboundEvent inbound, CaseContested event) {
        Draft draft = new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                .naming(TimelineEntry.DEPARTMENT, event.getDepartment())
                .by(Author.PLATFORM);
        boolean shared = draft.firstCase && !event.getStatus().equals(Status.AWAITING_TRIAGE);
        boolean triage = event.getDepartment().isEmpty() && !shared;
        return triage ? draft.inTriage().change() : draft.change();
    }

    private static Change split(InboundEvent inbound, CaseSplit event) {
        Draft draft = new Draft(inbound, event.getCaseId(), event.getStatus(), event.getCaseVersion())
                .sharedBy(event.getParts());
        return event.getDepartment().isEmpty()
                ? draft.inTriage().change()
                : draft.naming(TimelineEntry.DEPARTMENT, event.getDepartment()).change();
    }

    private static Part part(CasePart part) {
        Outcome outcome = part.getOutcome();
        return new Part(
                idOf(part.getCaseId()),
                part.getDepartment(),
                part.getWork(),
                part.getStatus(),
                part.getExpectedAt(),
                outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT),
                part.getMessage());
    }

    private static Reason reason(DecisionReason reason) {
        return new Reason(
                reason.getRuleId(),
                reason.getTerritoryVersion(),
                reason.getCode(),
                reason.getText(),
                reason.getFacts(),
                reason.getRunnersUp().stream()
                        .map(runnerUp -> new Reason.RunnerUp(runnerUp.getRuleId(), runnerUp.getDepartment()))
                        .toList(),
                confidence(reason.getConfidence()));
    }

    private static Reason.@Nullable Confidence confidence(@Nullable Confidence confidence) {
        return confidence == null
                ? null
                : new Reason.Confidence(confidence.getPercent(), confidence.getDecided(), confidence.getStood());
    }

    /** A change in the making. */
    private static final class Draft {

        private final InboundEvent inbound;
        private final UUID requestId;
        private final boolean firstCase;
        private final Map<String, String> detail = new HashMap<>();
        private CaseUpdate update;
        private Author author = Author.DEPARTMENT;
        private @Nullable String message;
        private @Nullable Finding finding;

        Draft(InboundEvent inbound, String caseId, String status, long caseVersion) {
            this.inbound = inbound;
            this.requestId = idOf(inbound.requestId());
            this.firstCase = caseId.isEmpty() || caseId.equals(inbound.requestId());
            this.update =
                    status.isEmpty() ? CaseUpdate.NONE : CaseUpdate.status(status, caseVersion, inbound.sequence());
            if (!firstCase) {
                detail.put(TimelineEntry.PART, caseId);
            }
        }

        /** @param department empty where an earlier version of the event doesn't say it */
        Draft responsible(String department) {
            if (department.isEmpty()) {
                return this;
            }
            update = update.department(department);
            return naming(TimelineEntry.DEPARTMENT, department);
        }

        Draft nobodys() {
            update = update.department("");
            return this;
        }

        Draft naming(String name, String value) {
            detail.put(name, value);
            return this;
        }

        Draft dated(@Nullable Instant date) {
            return date == null ? this : naming(TimelineEntry.DATE, date.toString());
        }

        /** @param reason null where the one that was given holds */
        Draft because(@Nullable DecisionReason reason) {
            update = reason == null ? update : update.reason(reason(reason));
            return this;
        }

        Draft expected(@Nullable Instant when) {
            update = update.expectedAt(when);
            return this;
        }

        /** An earlier version of the event doesn't say it: what may be private stays so. */
        Draft seenBy(Visibility visibility) {
            update = update.keptPrivate(
                    switch (visibility) {
                        case PUBLIC -> false;
                        case PRIVATE -> true;
                        case UNKNOWN -> null;
                    });
            return this;
        }

        /** @param code null or empty where it isn't known */
        Draft about(@Nullable String code, String cause) {
            if (firstCase) {
                finding = new Finding(
                        code == null ? "" : code,
                        switch (cause) {
                            case "words" -> Finding.By.WORDS;
                            case "triage" -> Finding.By.PERSON;
                            default -> Finding.By.RULES;
                        });
            }
            return this;
        }

        Draft asking(String questionId, String question) {
            update = update.question(questionId, question);
            return this;
        }

        Draft sharedBy(List<CasePart> parts) {
            update = update.parts(parts.stream().map(RoutingChanges::part).toList());
            return this;
        }

        Draft ended(String outcome, String words) {
            update = update.outcome(outcome, words);
            return naming(TimelineEntry.OUTCOME, outcome);
        }

        Draft saying(@Nullable String words) {
            message = words == null || words.isBlank() ? null : words;
            return this;
        }

        /** No department did it, but a person who looks after them all. */
        Draft inTriage() {
            return by(Author.PLATFORM).naming(TimelineEntry.BY, TimelineEntry.TRIAGE);
        }

        Draft by(Author who) {
            author = who;
            return this;
        }

        /** Nothing to tell: what happened to the part is an event of its own. */
        Change changeAlone() {
            return new Change(requestId, inbound.occurredAt(), null, update, null);
        }

        /** A part's case is told of, but only the first case decides the request's status. */
        Change change() {
            return new Change(
                    requestId,
                    inbound.occurredAt(),
                    new TimelineEntry(
                            idOf(inbound.eventId()),
                            SnakeCase.of(inbound.type()),
                            inbound.occurredAt(),
                            author,
                            message,
                            detail),
                    firstCase ? update : CaseUpdate.NONE,
                    finding);
        }
    }

    static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw new UnacceptableEvent("id_malformed");
        }
    }
}
