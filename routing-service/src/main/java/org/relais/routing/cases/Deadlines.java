package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/** Keeps the date of each case by the calendar of the department that has it. */
final class Deadlines {

    private final Territories territories;

    Deadlines(Territories territories) {
        this.territories = territories;
    }

    /** A file and what led to it. */
    record Kept(CaseFile file, Effect.Applied applied) {}

    /** The date of a part that has just been opened: it goes on from where the request's stood. */
    CaseFile begun(CaseFile part, @Nullable Deadline ofTheWhole) {
        return part.with(after(part, ofTheWhole, part.current(), part.changedAt()));
    }

    /** The date of a case that has just been opened. */
    CaseFile begun(CaseFile opened) {
        return opened.with(after(opened, null, opened.current(), opened.changedAt()));
    }

    /**
     * A decision together with what the clock has to say about it: a date that passed before it passed even if no timer has
     * fired yet, the clock stops and goes on, and a date that moves is told.
     */
    Kept decided(CaseFile before, List<CaseEvent> decided, Instant at, Words note) {
        Optional<Deadline.Passed> passed = pass(before, at);
        List<CaseEvent> events =
                new ArrayList<>(passed.map(Deadline.Passed::events).orElse(List.of()));
        events.addAll(decided);
        Effect.Applied applied = CaseLifecycle.applied(before.current(), events);
        Deadline so = passed.map(Deadline.Passed::deadline).orElse(before.deadline());
        Deadline deadline = after(before, so, applied.after(), at);
        if (so != null && deadline != null && !so.dueAt().equals(deadline.dueAt())) {
            events.add(new CaseEvent.DeadlineSet(applied.after().department(), deadline.dueAt()));
            applied = CaseLifecycle.applied(before.current(), events);
        }
        return new Kept(before.after(applied, at, note).with(deadline), applied);
    }

    /**
     * What time alone brought about; empty where there is nothing new to say.
     *
     * @throws IllegalStateException where there is no calendar to count by: it is to be tried again later
     */
    Optional<Kept> passed(CaseFile before, Instant at) {
        if (territory(before).isEmpty()) {
            throw new IllegalStateException("no version of " + before.request().jurisdictionId() + " is in force");
        }
        return pass(before, at).filter(passed -> !passed.events().isEmpty()).map(passed -> {
            Effect.Applied applied = CaseLifecycle.applied(before.current(), passed.events());
            return new Kept(before.after(applied, at, Words.NONE).with(passed.deadline()), applied);
        });
    }

    /** When a case is next to be woken. */
    Optional<Instant> next(CaseFile file) {
        Deadline deadline = file.deadline();
        if (deadline == null || !runs(file.current())) {
            return Optional.empty();
        }
        return territory(file)
                .map(territory -> deadline.next(calendar(territory, file.current()), territory.deadlines()))
                .orElseGet(() -> deadline.missed() ? Optional.empty() : Optional.of(deadline.dueAt()));
    }

    private Optional<Deadline.Passed> pass(CaseFile file, Instant at) {
        Deadline deadline = file.deadline();
        if (deadline == null || !runs(file.current())) {
            return Optional.empty();
        }
        return territory(file)
                .map(territory -> deadline.pass(
                        at, file.current().department(), calendar(territory, file.current()), territory.deadlines()));
    }

    private @Nullable Deadline after(CaseFile file, @Nullable Deadline before, Case current, Instant at) {
        Optional<Territory> territory = territory(file);
        Instant expectedAt = current.journey().expectedAt();
        if (before == null) {
            if (expectedAt == null) {
                return null;
            }
            Instant filedAt = file.request().submittedAt();
            Deadline first = territory
                    .map(in -> Deadline.first(filedAt, expectedAt, calendar(in, current), in.deadlines()))
                    .orElseGet(() -> Deadline.bare(expectedAt));
            return runs(current) ? first : first.stopped(at);
        }
        if (!runs(current)) {
            return before.stopped(at);
        }
        return territory.map(in -> before.resumed(at, calendar(in, current))).orElseGet(before::resumed);
    }

    /** Whether something is expected of the municipality, on this case and not on one that it follows, nor on its parts. */
    private static boolean runs(Case current) {
        if (current.mergedInto() != null) {
            return false;
        }
        return switch (current.state()) {
            case CaseState.AwaitingCitizen _, CaseState.Resolved _, CaseState.Whole _, CaseState.Closed _ -> false;
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
