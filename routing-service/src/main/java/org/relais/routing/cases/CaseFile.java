package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Territories;

/**
 * A case with all that is kept of it.
 *
 * @param reason why it is where it is now
 * @param visibility whether anyone may look at it, besides what its service says
 * @param area id of the area its place lies in, if any
 * @param changedAt when it last changed
 * @param history oldest first
 * @param deadline the date and its clock; null before there is a date
 * @param triage that it waits in triage, and since when; null where it doesn't
 * @param work what is to be done, where it is a part of a split request; empty for a whole one
 */
public record CaseFile(
        FiledRequest request,
        Case current,
        Reason reason,
        Priority priority,
        Visibility visibility,
        @Nullable String area,
        Instant changedAt,
        List<Entry> history,
        @Nullable Deadline deadline,
        @Nullable TriageWait triage,
        Words work) {

    /**
     * One line of a case's history.
     *
     * @param detail what else is to be known, as a word or code: the outcome, the reason's code, the question's id
     * @param sourceEventId the event of intake whose words these are, if they are a requester's
     */
    public record Entry(
            long version,
            String type,
            Instant at,
            String status,
            @Nullable String department,
            Words message,
            @Nullable String detail,
            @Nullable String sourceEventId) {

        private Entry redacted(Words replacement) {
            return new Entry(version, type, at, status, department, replacement, detail, sourceEventId);
        }
    }

    public CaseFile {
        history = List.copyOf(history);
    }

    static CaseFile opened(
            FiledRequest request,
            Effect.Applied opening,
            Reason reason,
            Priority priority,
            Visibility visibility,
            @Nullable String area,
            Instant at) {
        return new CaseFile(
                        request,
                        opening.after(),
                        reason,
                        priority,
                        visibility,
                        area,
                        at,
                        List.of(),
                        null,
                        null,
                        Words.NONE)
                .after(opening, at, Words.NONE);
    }

    /** The file of a part begins with what was known of the request when it was split. */
    static CaseFile opened(CaseFile whole, Effect.Applied opening, Words work, Instant at) {
        return new CaseFile(
                        whole.request,
                        opening.after(),
                        whole.reason,
                        whole.priority,
                        whole.visibility,
                        whole.area,
                        at,
                        whole.history,
                        null,
                        null,
                        work)
                .after(opening, at, Words.NONE);
    }

    public UUID id() {
        return current.caseId();
    }

    /** Whether it is about one person's own affairs: its service says so, or the rule that decided. */
    public boolean concernsOnePerson(Territories territories) {
        return visibility == Visibility.PRIVATE
                || territories.concernsOnePerson(request.jurisdictionId(), request.serviceCode());
    }

    /** @param note words of a person in triage, which belong to no event */
    CaseFile after(Effect.Applied applied, Instant at, Words note) {
        FiledRequest asked = request;
        Reason why = reason;
        List<Entry> lines = new ArrayList<>(history);
        for (Effect.Step step : applied.steps()) {
            lines.add(entry(step, at, note));
            if (step.event() instanceof CaseEvent.InformationReceived received) {
                asked = asked.with(received.answers(), received.attachments())
                        .saying(received.serviceCode(), received.place());
            }
            if (step.event() instanceof CaseEvent.ServiceRequestRouted routed) {
                asked = asked.saying(routed.serviceCode(), null);
            }
            why = reasonAfter(step.event(), why);
        }
        return new CaseFile(asked, applied.after(), why, priority, visibility, area, at, lines, deadline, triage, work);
    }

    /** With what the rules say of the request now; what was kept from the public stays so unless a rule decides. */
    CaseFile ruled(CaseCommand.Ruling now) {
        boolean byRule = now.department() != null && !now.reason().ruleId().isEmpty();
        return new CaseFile(
                request,
                current,
                reason,
                now.priority(),
                visibility == Visibility.PRIVATE && !byRule ? visibility : now.visibility(),
                now.area(),
                changedAt,
                history,
                deadline,
                triage,
                work);
    }

    /** With what it is taken for as no rule decides; what was kept from the public stays so. */
    CaseFile undecided(Visibility taken) {
        return new CaseFile(
                request,
                current,
                reason,
                priority,
                visibility == Visibility.PRIVATE ? visibility : taken,
                area,
                changedAt,
                history,
                deadline,
                triage,
                work);
    }

    /** As a person in triage says, who has read it. */
    CaseFile seenBy(Visibility chosen) {
        return new CaseFile(
                request, current, reason, priority, chosen, area, changedAt, history, deadline, triage, work);
    }

    CaseFile in(@Nullable String other) {
        return new CaseFile(
                request, current, reason, priority, visibility, other, changedAt, history, deadline, triage, work);
    }

    /** With what the next rule says, after a department declined: it may hide the case, and nobody's "not ours" makes it less urgent. */
    CaseFile handedOn(Priority next, Visibility taken) {
        return new CaseFile(
                        request,
                        current,
                        reason,
                        next.compareTo(priority) > 0 ? next : priority,
                        visibility,
                        area,
                        changedAt,
                        history,
                        deadline,
                        triage,
                        work)
                .undecided(taken);
    }

    CaseFile with(@Nullable Deadline other, @Nullable TriageWait wait) {
        return new CaseFile(
                request, current, reason, priority, visibility, area, changedAt, history, other, wait, work);
    }

    CaseFile withoutRequester(String requesterId) {
        return request.requesterId().equals(requesterId)
                ? new CaseFile(
                        request.withoutRequester(),
                        current,
                        reason,
                        priority,
                        visibility,
                        area,
                        changedAt,
                        history,
                        deadline,
                        triage,
                        work)
                : this;
    }

    CaseFile redacted(String eventId, String field, Words replacement) {
        FiledRequest asked = request.eventId().equals(eventId) ? request.redacted(field, replacement) : request;
        List<Entry> lines = history.stream()
                .map(entry -> eventId.equals(entry.sourceEventId()) ? entry.redacted(replacement) : entry)
                .toList();
        return new CaseFile(
                asked, current, reason, priority, visibility, area, changedAt, lines, deadline, triage, work);
    }

    private static Reason reasonAfter(CaseEvent event, Reason before) {
        return switch (event) {
            case CaseEvent.ServiceRequestRouted routed -> routed.reason();
            case CaseEvent.RoutingDeferred deferred -> deferred.reason();
            case CaseEvent.CaseTransferred transferred -> transferred.reason();
            case CaseEvent.CasesMerged merged -> merged.reason() == null ? before : merged.reason();
            case CaseEvent.CaseAcknowledged _,
                    CaseEvent.InformationRequested _,
                    CaseEvent.InformationReceived _,
                    CaseEvent.ProgressReported _,
                    CaseEvent.ResponsibilityDeclined _,
                    CaseEvent.CaseResolved _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.CaseContested _,
                    CaseEvent.CaseReopened _,
                    CaseEvent.CaseWithdrawn _,
                    CaseEvent.CaseSeparated _,
                    CaseEvent.CaseSplit _,
                    CaseEvent.PartsChanged _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.DeadlineNear _,
                    CaseEvent.DeadlineMissed _,
                    CaseEvent.CaseEscalated _,
                    CaseEvent.SupportAdded _ -> before;
        };
    }

    private static Entry entry(Effect.Step step, Instant at, Words note) {
        return switch (step.event()) {
            case CaseEvent.ServiceRequestRouted routed ->
                line(step, at, routed.department(), note, routed.reason().code(), null);
            case CaseEvent.RoutingDeferred deferred ->
                line(step, at, null, note, deferred.reason().code(), null);
            case CaseEvent.CaseAcknowledged acknowledged ->
                line(step, at, acknowledged.department(), acknowledged.message(), null, null);
            case CaseEvent.InformationRequested asked ->
                line(
                        step,
                        at,
                        asked.department(),
                        asked.question().text(),
                        asked.question().id().toString(),
                        null);
            case CaseEvent.InformationReceived received ->
                line(
                        step,
                        at,
                        received.department(),
                        received.text(),
                        received.answered() == null ? null : received.answered().toString(),
                        received.sourceEventId());
            case CaseEvent.ProgressReported progress ->
                line(step, at, progress.department(), progress.message(), null, null);
            case CaseEvent.ResponsibilityDeclined declined ->
                line(step, at, declined.department(), declined.reason(), declined.proposedDepartment(), null);
            case CaseEvent.CaseTransferred transferred ->
                line(step, at, transferred.department(), transferred.message(), transferred.fromDepartment(), null);
            case CaseEvent.CaseResolved resolved ->
                line(
                        step,
                        at,
                        resolved.department(),
                        resolved.resolution().message(),
                        resolved.resolution().settled().word(),
                        null);
            case CaseEvent.CaseConfirmed confirmed -> line(step, at, confirmed.department(), Words.NONE, null, null);
            case CaseEvent.CaseContested contested ->
                line(step, at, contested.department(), contested.reason(), null, contested.sourceEventId());
            case CaseEvent.CaseReopened reopened ->
                line(step, at, reopened.department(), reopened.reason(), null, null);
            case CaseEvent.CaseWithdrawn withdrawn ->
                line(step, at, withdrawn.department(), withdrawn.reason(), null, withdrawn.sourceEventId());
            case CaseEvent.CasesMerged merged ->
                line(
                        step,
                        at,
                        merged.department(),
                        Words.NONE,
                        merged.intoCaseId().toString(),
                        null);
            case CaseEvent.CaseSplit split -> line(step, at, split.department(), Words.NONE, null, null);
            case CaseEvent.PartsChanged _ -> line(step, at, null, Words.NONE, null, null);
            case CaseEvent.CaseSeparated separated -> line(step, at, separated.department(), Words.NONE, null, null);
            case CaseEvent.DeadlineSet set ->
                line(step, at, set.department(), Words.NONE, set.dueAt().toString(), null);
            case CaseEvent.DeadlineNear near ->
                line(step, at, near.department(), Words.NONE, near.dueAt().toString(), null);
            case CaseEvent.DeadlineMissed missed ->
                line(step, at, missed.department(), Words.NONE, missed.dueAt().toString(), null);
            case CaseEvent.CaseEscalated escalated ->
                line(
                        step,
                        at,
                        escalated.department(),
                        Words.NONE,
                        escalated.to().word(),
                        null);
            case CaseEvent.SupportAdded support ->
                line(step, at, support.department(), support.comment(), null, support.sourceEventId());
        };
    }

    private static Entry line(
            Effect.Step step,
            Instant at,
            @Nullable String department,
            Words message,
            @Nullable String detail,
            @Nullable String sourceEventId) {
        return new Entry(
                step.after().version(),
                step.event().type(),
                at,
                step.after().status().word(),
                department,
                message,
                detail,
                sourceEventId);
    }
}
