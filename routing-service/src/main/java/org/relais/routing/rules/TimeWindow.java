package org.relais.routing.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.relais.routing.calendar.WorkingCalendar;

/** When a rule applies, by the moment the request was filed. */
public sealed interface TimeWindow {

    boolean includes(Instant moment, WorkingCalendar calendar);

    /** Whether this window certainly includes whatever the other one includes. */
    boolean covers(TimeWindow other);

    /** At any time. */
    record Always() implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return true;
        }

        @Override
        public boolean covers(TimeWindow other) {
            return true;
        }
    }

    /** While the territory is at work, or while it is not. */
    record AtWork(boolean open) implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            return calendar.isOpen(moment) == open;
        }

        @Override
        public boolean covers(TimeWindow other) {
            return equals(other);
        }
    }

    /** Between two times of day in the territory's time zone, the end left out; over midnight where the end is the earlier one. */
    record TimeOfDay(LocalTime from, LocalTime to) implements TimeWindow {

        @Override
        public boolean includes(Instant moment, WorkingCalendar calendar) {
            LocalTime time = moment.atZone(calendar.zone()).toLocalTime();
            return from.isBefore(to)
                    ? !time.isBefore(from) && time.isBefore(to)
                    : !time.isBefore(from) || time.isBefore(to);
        }

        @Override
        public boolean covers(TimeWindow other) {
            return other instanceof TimeOfDay inner
                    && after(from, inner.from) + after(inner.from, inner.to) <= after(from, to);
        }

        /** From one time of day to the next time it is the other one, in nanoseconds. */
        private static long after(LocalTime one, LocalTime other) {
            return Math.floorMod(
                    other.toNanoOfDay() - one.toNanoOfDay(), Duration.ofDays(1).toNanos());
        }
    }
}
