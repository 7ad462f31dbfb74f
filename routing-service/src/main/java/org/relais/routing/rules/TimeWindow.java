package org.relais.routing.rules;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.relais.routing.calendar.WorkingCalendar;

/** When a rule applies, by the moment the request was filed, in the territory's time zone. */
public sealed interface TimeWindow {

    boolean includes(Instant moment, WorkingCalendar calendar);

    /** Whether this window certainly includes whatever the other one includes; false where that isn't easily told. */
    default boolean covers(TimeWindow other) {
        if (other instanceof AnyOf any) {
            return any.windows().stream().allMatch(this::covers);
        }
        if (this instanceof AllOf all) {
            return all.windows().stream().allMatch(each -> each.covers(other));
        }
        return (this instanceof AnyOf own && own.windows().stream().anyMatch(each -> each.covers(other)))
                || (other instanceof AllOf all && all.windows().stream().anyMatch(this::covers))
                || holdsAlone(other);
    }

    private boolean holdsAlone(TimeWindow other) {
        return switch (this) {
            case Always _ -> true;
            case Weekdays days ->
                other instanceof Weekdays narrower && days.days().containsAll(narrower.days());
            case Season season -> season.holds(other);
            case Dates dates ->
                other instanceof Dates narrower
                        && !narrower.from().isBefore(dates.from())
                        && !narrower.to().isAfter(dates.to());
            case TimeOfDay time -> other instanceof TimeOfDay narrower && time.holds(narrower);
            case AtWork _, AllOf _, AnyOf _ -> equals(other);
        };
    }

    /** Whether it wants the territory to be at work, or not to be; empty where it wants neither. */
    default Optional<Boolean> atWork() {
        return switch (this) {
            case AtWork work -> Optional.of(work.open());
            case AllOf all ->
                all.windows().stream().flatMap(each -> each.atWork().stream()).findFirst();
            case Always _, TimeOfDay _, Weekdays _, Season _, Dates _, AnyOf _ -> Optional.empty();
        };
    }

    /** The times of day at which its hours begin or end. */
    default Stream<LocalTime> bounds() {
        return switch (this) {
            case TimeOfDay time -> Stream.of(time.from(), time.to());
            case AllOf all -> all.windows().stream().flatMap(TimeWindow::bounds);
            case AnyOf any -> any.windows().stream().flatMap(TimeWindow::bounds);
            case Always _, AtWork _, Weekdays _, Season _, Dates _ -> Stream.empty();
        };
    }

    /** Whether all of it lies before a day. */
    default boolean isOverBefore(LocalDate day) {
        return switch (this) {
            case Dates dates -> dates.to().isBefore(day);
            case AllOf all -> all.windows().stream().anyMatch(each -> each.isOverBefore(day));
            case AnyOf any -> any.windows().stream().allMatch(each -> each.isOverBefore(day));
            case Always _, AtWork _, TimeOfDay _, Weekdays _, Season _ -> false;
        };
    }

    /** At any time. */
    record Always() implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return true;
        }
    }

    /** While the territory is at work, or while it is not. */
    record AtWork(boolean open) implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return calendar.isOpen(moment) == open;
        }
    }

    /** Between two times of day, the end left out; over midnight where the end is the earlier one. */
    record TimeOfDay(LocalTime from, LocalTime to) implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            LocalTime time = moment.atZone(calendar.zone()).toLocalTime();
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }

        private boolean holds(TimeOfDay inner) {
            return after(from, inner.from) + after(inner.from, inner.to) <= after(from, to);
        }

        /** From one time of day to the next time it is the other one, in nanoseconds. */
        private static long after(LocalTime one, LocalTime other) {
            return Math.floorMod(
                    other.toNanoOfDay() - one.toNanoOfDay(), Duration.ofDays(1).toNanos());
        }
    }

    /** On some days of the week. */
    record Weekdays(SortedSet<DayOfWeek> days) implements TimeWindow {

        public Weekdays {
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
        }

        public Weekdays(Collection<DayOfWeek> days) {
            this(new TreeSet<>(days));
        }

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return days.contains(moment.atZone(calendar.zone()).getDayOfWeek());
        }
    }

    /** Every year from one day to another, both included; over New Year where the last is the earlier one. */
    record Season(MonthDay from, MonthDay to) implements TimeWindow {

        /** Has a 29th of February. */
        private static final int LEAP_YEAR = 2028;

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return includes(MonthDay.from(moment.atZone(calendar.zone())));
        }

        private boolean includes(MonthDay day) {
            return from.isAfter(to) ? !day.isBefore(from) || !day.isAfter(to) : !day.isBefore(from) && !day.isAfter(to);
        }

        private boolean holds(TimeWindow other) {
            return switch (other) {
                case Season season ->
                    days(LocalDate.of(LEAP_YEAR, 1, 1), LocalDate.of(LEAP_YEAR, 12, 31))
                            .filter(season::includes)
                            .allMatch(this::includes);
                // Eight years have every day there is, a 29th of February too.
                case Dates dates ->
                    days(dates.from(), dates.to()).limit(8 * 366L).allMatch(this::includes);
                case Always _, AtWork _, TimeOfDay _, Weekdays _, AllOf _, AnyOf _ -> false;
            };
        }

        private static Stream<MonthDay> days(LocalDate first, LocalDate last) {
            return first.datesUntil(last.plusDays(1)).map(MonthDay::from);
        }
    }

    /** From one date to another, both included. */
    record Dates(LocalDate from, LocalDate to) implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            LocalDate day = moment.atZone(calendar.zone()).toLocalDate();
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Within each of some windows at once. */
    record AllOf(List<TimeWindow> windows) implements TimeWindow {

        public AllOf {
            windows = List.copyOf(windows);
        }

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return windows.stream().allMatch(window -> window.includes(moment, calendar));
        }
    }

    /** Within one of some windows at least. */
    record AnyOf(List<TimeWindow> windows) implements TimeWindow {

        public AnyOf {
            windows = List.copyOf(windows);
        }

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return windows.stream().anyMatch(window -> window.includes(moment, calendar));
        }
    }

    /** The window of all these together; one alone stays as it is, none is no condition. */
    static TimeWindow all(Collection<TimeWindow> windows) {
        List<TimeWindow> conditions = new ArrayList<>(windows);
        conditions.removeIf(Always.class::isInstance);
        return switch (conditions.size()) {
            case 0 -> new Always();
            case 1 -> conditions.getFirst();
            default -> new AllOf(conditions);
        };
    }
}
