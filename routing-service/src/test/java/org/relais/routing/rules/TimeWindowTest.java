package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;

/** Which window of the day certainly includes another one, against trying every hour. */
class TimeWindowTest {

    private static final int HOURS = 24;
    private static final Instant MIDNIGHT = Instant.parse("2026-06-01T00:00:00Z");
    private static final WorkingCalendar CALENDAR = new WorkingCalendar(
            ZoneOffset.UTC,
            Map.of(DayOfWeek.MONDAY, List.of(new WorkingCalendar.Opening(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
            PublicHolidays.NONE,
            Set.of());

    @Property
    void aWindowCoversExactlyThoseWithinIt(
            @ForAll @IntRange(max = HOURS - 1) int from,
            @ForAll @IntRange(min = 1, max = HOURS - 1) int length,
            @ForAll @IntRange(max = HOURS - 1) int otherFrom,
            @ForAll @IntRange(min = 1, max = HOURS - 1) int otherLength) {
        TimeWindow window = window(from, length);
        TimeWindow other = window(otherFrom, otherLength);

        boolean within = IntStream.range(0, HOURS)
                .mapToObj(hour -> MIDNIGHT.plusSeconds(hour * 3_600L))
                .filter(at -> other.includes(at, CALENDAR))
                .allMatch(at -> window.includes(at, CALENDAR));

        assertThat(window.covers(other)).isEqualTo(within);
    }

    @Test
    void theNightCoversItsMiddleAndNotWhatReachesBeyond() {
        TimeWindow night = window(22, 8);

        assertThat(night.covers(window(23, 6))).isTrue();
        assertThat(night.covers(night)).isTrue();
        assertThat(night.covers(window(23, 8))).isFalse();
        assertThat(night.covers(window(12, 2))).isFalse();
        assertThat(night.covers(new TimeWindow.AtWork(false))).isFalse();
        assertThat(night.covers(new TimeWindow.Always())).isFalse();
    }

    private static TimeWindow window(int from, int hours) {
        return new TimeWindow.TimeOfDay(LocalTime.of(from, 0), LocalTime.of((from + hours) % HOURS, 0));
    }
}
