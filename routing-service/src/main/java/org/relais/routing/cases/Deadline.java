package org.relais.routing.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.territory.DeadlinePolicy;

/**
 * By when a case is to be answered, and what its clock has led to so far. The clock runs in opening hours and stands still
 * while nothing is expected of the department: while the requester is asked, and from an outcome until it is contested. What
 * has been said once is remembered here, with the case, so that it is said once however often a timer fires.
 *
 * @param warnAt when the department is to be reminded; null where there is no time for it
 * @param escalateFrom what the steps of the territory's chain are counted from: the date, which itself moves no more once missed
 * @param stoppedAt since when the clock stands still; null while it runs
 * @param level how many steps of the chain were taken
 */
public record Deadline(
        Instant dueAt,
        @Nullable Instant warnAt,
        Instant escalateFrom,
        @Nullable Instant stoppedAt,
        boolean warned,
        boolean missed,
        int level) {

    /** Where the clock stands. */
    public enum Standing {
        RUNNING,
        NEAR,
        MISSED,
        STOPPED
    }

    /** The reminder comes the usual time before, but never in the first half of the time there is from when it is given. */
    static Deadline first(Instant givenAt, Instant dueAt, WorkingCalendar calendar, DeadlinePolicy policy) {
        Duration half = calendar.workingTime(givenAt, dueAt).dividedBy(2);
        Duration notice = policy.warnBefore().compareTo(half) < 0 ? policy.warnBefore() : half;
        return new Deadline(
                dueAt, notice.isZero() ? null : calendar.minus(dueAt, notice), dueAt, null, false, false, 0);
    }

    /** A date without a calendar to count by. */
    static Deadline bare(Instant dueAt) {
        return new Deadline(dueAt, null, dueAt, null, false, false, 0);
    }

    public Standing standing() {
        if (stoppedAt != null) {
            return Standing.STOPPED;
        }
        if (missed) {
            return Standing.MISSED;
        }
        return warned ? Standing.NEAR : Standing.RUNNING;
    }

    Deadline stopped(Instant at) {
        return stoppedAt == null ? with(at) : this;
    }

    /** Goes on: everything yet to come moves by the opening hours that passed meanwhile. */
    Deadline resumed(Instant at, WorkingCalendar calendar) {
        if (stoppedAt == null) {
            return this;
        }
        Duration stood = calendar.workingTime(stoppedAt, at);
        return new Deadline(
                missed ? dueAt : calendar.plus(dueAt, stood),
                warnAt == null || warned ? warnAt : calendar.plus(warnAt, stood),
                calendar.plus(escalateFrom, stood),
                null,
                warned,
                missed,
                level);
    }

    /** As {@link #resumed(Instant, WorkingCalendar)} where there is no calendar to count by: nothing moves. */
    Deadline resumed() {
        return with(null);
    }

    /**
     * In the opening hours of whoever has the case now: the clock isn't started anew, but a date that they are closed at moves to
     * their next opening, and a reminder yet to come with it. One that passed stays.
     */
    Deadline within(Instant now, WorkingCalendar calendar, DeadlinePolicy policy) {
        Instant open = dueWithin(calendar);
        if (open.equals(dueAt)) {
            return this;
        }
        Instant reminder = warned || warnAt == null ? warnAt : remindedFrom(now, open, calendar, policy);
        return new Deadline(open, reminder, open, stoppedAt, warned, false, level);
    }

    /** The date alone, as {@link #within} has it. */
    Instant dueWithin(WorkingCalendar calendar) {
        return missed ? dueAt : calendar.nextOpen(dueAt);
    }

    /**
     * As {@link #within}, where its day is closed by now, which may have been published since it was promised, and as long as there
     * is time. On a day that was only shortened it stays.
     */
    Deadline stillOpen(Instant now, WorkingCalendar calendar, DeadlinePolicy policy) {
        if (calendar.isWorkingDay(dueAt.atZone(calendar.zone()).toLocalDate())) {
            return this;
        }
        Deadline moved = within(now, calendar, policy);
        return moved.dueAt().isAfter(now) ? moved : this;
    }

    /** At once where no opening hours are left before the date. */
    private static Instant remindedFrom(Instant now, Instant dueAt, WorkingCalendar calendar, DeadlinePolicy policy) {
        Instant usual = first(now, dueAt, calendar, policy).warnAt();
        return usual == null ? now : usual;
    }

    private Deadline with(@Nullable Instant stopped) {
        return new Deadline(dueAt, warnAt, escalateFrom, stopped, warned, missed, level);
    }

    /** When something is next to be said; empty while the clock stands still, and at the end of the chain. */
    Optional<Instant> next(WorkingCalendar calendar, DeadlinePolicy policy) {
        if (stoppedAt != null) {
            return Optional.empty();
        }
        if (!missed) {
            return Optional.of(warnAt == null || warned ? dueAt : warnAt);
        }
        return level < policy.chain().size()
                ? Optional.of(
                        calendar.plus(escalateFrom, policy.chain().get(level).after()))
                : Optional.empty();
    }

    /** What time brought about. */
    record Passed(Deadline deadline, List<CaseEvent> events) {}

    /**
     * What is to be said by now. Where nobody looked for long, each thing is said once and no stale one: no reminder of a date
     * that passed, and of several steps of the chain the last.
     */
    Passed pass(Instant now, @Nullable String department, WorkingCalendar calendar, DeadlinePolicy policy) {
        List<CaseEvent> events = new ArrayList<>();
        if (stoppedAt != null) {
            return new Passed(this, events);
        }
        boolean late = missed || !now.isBefore(dueAt);
        boolean near = warned || warnAt != null && !now.isBefore(warnAt);
        int reached = level;
        if (late) {
            while (reached < policy.chain().size()
                    && !now.isBefore(calendar.plus(
                            escalateFrom, policy.chain().get(reached).after()))) {
                reached++;
            }
        }
        if (near && !warned && !late) {
            events.add(new CaseEvent.DeadlineNear(department, dueAt));
        }
        if (late && !missed) {
            events.add(new CaseEvent.DeadlineMissed(department, dueAt));
        }
        if (reached > level) {
            events.add(new CaseEvent.CaseEscalated(
                    department, reached, policy.chain().get(reached - 1).to()));
        }
        return new Passed(new Deadline(dueAt, warnAt, escalateFrom, null, near, late, reached), List.copyOf(events));
    }
}
