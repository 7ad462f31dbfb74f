package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.territory.DeadlinePolicy;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/** Keeps the date of each case by the calendar of the department that has it, and how long it waits where none has. */
final class Deadlines {

    private final Territories territories;

    Deadlines(Territories territories) {
        this.territories = territories;
    }

    /** A file with its date, and what led to it. */
    record Dated(CaseFile file, Effect.Applied applied) {}

    /** The date of a part that has just been opened: it goes on from where the request's stood. */
    CaseFile begun(CaseFile part, @Nullable Deadline ofTheWhole) {
        return part.with(after(part, ofTheWhole, part.current(), part.changedAt(), true), waiting(part));
    }

    /** A case that has just been opened, and what led to it. */
    Dated begun(CaseFile opened, Effect.Applied opening) {
        Instant at = opened.changedAt();
        TriageWait wait = waiting(opened);
        Instant until = decideBy(opened, wait, at);
        List<Effect.Step> steps = opening.steps().stream()
                .map(step -> new Effect.Step(told(step.event(), until), step.after()))
                .toList();
        return new Dated(opened.with(after(opened, null, opened.current(), at, true), wait), new Effect.Applied(steps));
    }

    /** Whoever hears that a case came to triage hears by when somebody is to have decided, where that can be said. */
    private static CaseEvent told(CaseEvent event, @Nullable Instant decideBy) {
        return event instanceof CaseEvent.RoutingDeferred deferred
                ? new CaseEvent.RoutingDeferred(deferred.reason(), decideBy)
                : event;
    }

    /** Null without a calendar to count by, and once the time has passed: nobody is promised what wasn't kept. */
    private @Nullable Instant decideBy(CaseFile file, @Nullable TriageWait wait, Instant at) {
        return Optional.ofNullable(wait)
                .flatMap(waits -> territory(file).map(in -> waits.dueAt(in.calendar(), in.deadlines())))
                .filter(at::isBefore)
                .orElse(null);
    }

    private static @Nullable TriageWait waiting(CaseFile opened) {
        return waitsInTriage(opened.current()) ? TriageWait.from(opened.changedAt()) : null;
    }

    /**
     * A decision together with what the clock has to say about it: a date that passed before it passed even if no timer has
     * fired yet, the clock stops and goes on, and a date that moves is told.
     */
    Dated decided(CaseFile before, List<CaseEvent> decided, Instant at, Words note) {
        Due due = due(before, at);
        List<CaseEvent> events = new ArrayList<>(due.events());
        events.addAll(decided);
        Case then = CaseLifecycle.applied(before.current(), events).after();
        Deadline so = due.deadline();
        boolean handedOver = !Objects.equals(before.current().department(), then.department());
        Deadline deadline = after(before, so, then, at, handedOver);
        // Who follows another is told that one's date, and their own again once they are on their own.
        if (so != null && deadline != null && then.mergedInto() == null) {
            date(events, so, deadline, before);
            Instant said = CaseLifecycle.applied(before.current(), events)
                    .after()
                    .journey()
                    .expectedAt();
            if (runs(then) && !deadline.dueAt().equals(said)) {
                events.add(new CaseEvent.DeadlineSet(then.department(), deadline.dueAt()));
            }
        }
        TriageWait waited = waitsInTriage(before.current()) ? due.triage() : null;
        TriageWait wait = waitsInTriage(then) ? waited == null ? TriageWait.from(at) : waited : null;
        Instant until = decideBy(before, wait, at);
        events.replaceAll(event -> told(event, until));
        Effect.Applied applied = CaseLifecycle.applied(before.current(), events);
        return new Dated(before.after(applied, at, note).with(deadline, wait), applied);
    }

    private void date(List<CaseEvent> events, Deadline so, Deadline kept, CaseFile file) {
        events.replaceAll(event -> dated(event, so, kept, file));
    }

    /** Whoever gets a case, or a part of it, is told with it the date that they are to keep. */
    private CaseEvent dated(CaseEvent event, Deadline so, Deadline kept, CaseFile file) {
        if (event instanceof CaseEvent.ServiceRequestRouted routed) {
            return new CaseEvent.ServiceRequestRouted(
                    routed.department(), routed.reason(), routed.cause(), kept.dueAt(), routed.serviceCode());
        }
        if (event instanceof CaseEvent.CaseTransferred transferred) {
            return new CaseEvent.CaseTransferred(
                    transferred.fromDepartment(),
                    transferred.department(),
                    transferred.reason(),
                    transferred.message(),
                    kept.dueAt());
        }
        if (event instanceof CaseEvent.CaseSplit split) {
            return new CaseEvent.CaseSplit(
                    split.department(),
                    split.parts().stream()
                            .map(part -> part.dated(dueAt(so, part, file)))
                            .toList());
        }
        return event;
    }

    private Instant dueAt(Deadline ofTheWhole, Part part, CaseFile file) {
        return territory(file)
                .map(in -> ofTheWhole.dueWithin(in.calendarOf(part.department())))
                .orElse(ofTheWhole.dueAt());
    }

    /**
     * What time alone brought about; empty where there is nothing new to say.
     *
     * @throws IllegalStateException where there is a date and no calendar to count by: it is to be tried again later
     */
    Optional<Dated> passed(CaseFile before, Instant at) {
        Due due = due(before, at);
        if (due.events().isEmpty()) {
            if (territory(before).isEmpty() && before.deadline() != null && runs(before.current())) {
                throw new IllegalStateException(
                        "no version of " + before.request().jurisdictionId() + " is in force");
            }
            return Optional.empty();
        }
        Effect.Applied applied = CaseLifecycle.applied(before.current(), due.events());
        return Optional.of(
                new Dated(before.after(applied, at, Words.NONE).with(due.deadline(), due.triage()), applied));
    }

    /** When a case is next to be woken. */
    Optional<Instant> next(CaseFile file) {
        return Stream.of(nextOfDate(file), nextOfTriage(file))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> nextOfDate(CaseFile file) {
        Deadline deadline = file.deadline();
        if (deadline == null || !runs(file.current())) {
            return Optional.empty();
        }
        return territory(file)
                .map(territory -> deadline.next(calendar(territory, file.current()), territory.deadlines()))
                .orElseGet(() -> deadline.missed() ? Optional.empty() : Optional.of(deadline.dueAt()));
    }

    private Optional<Instant> nextOfTriage(CaseFile file) {
        TriageWait wait = file.triage();
        return wait == null || wait.told() || !waitsInTriage(file.current())
                ? Optional.empty()
                : Optional.of(dueAt(wait, territory(file)));
    }

    /** By the clock where there is no calendar to count by: nobody else would tell of what is in no territory that we know. */
    private static Instant dueAt(TriageWait wait, Optional<Territory> territory) {
        return territory
                .map(in -> wait.dueAt(in.calendar(), in.deadlines()))
                .orElseGet(() -> wait.since().plus(DeadlinePolicy.USUAL.triageWithin()));
    }

    /** What is to be said by now, and how date and wait stand once it is said. */
    private record Due(
            @Nullable Deadline deadline, @Nullable TriageWait triage, List<CaseEvent> events) {}

    private Due due(CaseFile file, Instant at) {
        List<CaseEvent> events = new ArrayList<>();
        Deadline deadline = file.deadline();
        TriageWait triage = file.triage();
        Territory in = territory(file).orElse(null);
        if (in != null && deadline != null && runs(file.current())) {
            String department = file.current().department();
            WorkingCalendar calendar = calendar(in, file.current());
            Deadline open = deadline.stillOpen(at, calendar, in.deadlines());
            if (!open.dueAt().equals(deadline.dueAt())) {
                events.add(new CaseEvent.DeadlineSet(department, open.dueAt()));
            }
            Deadline.Passed passed = open.pass(at, department, calendar, in.deadlines());
            deadline = passed.deadline();
            events.addAll(passed.events());
        }
        if (triage != null
                && !triage.told()
                && waitsInTriage(file.current())
                && !at.isBefore(dueAt(triage, Optional.ofNullable(in)))) {
            triage = triage.asTold();
            events.add(new CaseEvent.CaseEscalated(
                    null, 1, DeadlinePolicy.Level.OPERATOR, CaseEvent.Alarm.TRIAGE_OVERDUE));
        }
        return new Due(deadline, triage, List.copyOf(events));
    }

    /** @param handedOver whether another department has the case now than before */
    private @Nullable Deadline after(
            CaseFile file, @Nullable Deadline before, Case current, Instant at, boolean handedOver) {
        Optional<Territory> territory = territory(file);
        Instant expectedAt = current.journey().expectedAt();
        if (before == null) {
            if (expectedAt == null) {
                return null;
            }
            Deadline first = territory
                    .map(in -> Deadline.first(at, expectedAt, calendar(in, current), in.deadlines()))
                    .orElseGet(() -> Deadline.bare(expectedAt));
            return runs(current) ? first : first.stopped(at);
        }
        if (!runs(current)) {
            return before.stopped(at);
        }
        return territory
                .map(in -> {
                    WorkingCalendar calendar = calendar(in, current);
                    Deadline on = before.resumed(at, calendar);
                    if (handedOver) {
                        return on.within(at, calendar, in.deadlines());
                    }
                    return before.stoppedAt() == null ? on : on.stillOpen(at, calendar, in.deadlines());
                })
                .orElseGet(before::resumed);
    }

    /** Whether a person is to say who has it; not on one that it follows. */
    private static boolean waitsInTriage(Case current) {
        return current.mergedInto() == null && current.state() instanceof CaseState.AwaitingTriage;
    }

    /** Whether something is expected of the municipality, on this case and not on one that it follows, nor on its parts. */
    private static boolean runs(Case current) {
        if (current.mergedInto() != null) {
            return false;
        }
        return switch (current.state()) {
            case CaseState.AwaitingCitizen _, CaseState.Resolved _, CaseState.InParts _, CaseState.Closed _ -> false;
            case CaseState.AwaitingTriage _,
                    CaseState.Routed _,
                    CaseState.Acknowledged _,
                    CaseState.InProgress _,
                    CaseState.Contested _,
                    CaseState.Reopened _ -> true;
        };
    }

    private Optional<Territory> territory(CaseFile file) {
        return territories.current(file.request().jurisdictionId());
    }

    private static WorkingCalendar calendar(Territory territory, Case current) {
        return territory.calendarOf(current.department());
    }
}
