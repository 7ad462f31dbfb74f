package org.relais.routing.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a territory works.
 *
 * <p>A request that arrives in closed time counts as arrived at the next opening. A deadline of n working days is the closing
 * time of the n-th working day after the day of arrival; zero means the day of arrival itself.
 */
public final class WorkingCalendar {

    /** A calendar without any opening would be searched for ever; the validator refuses one, this bound holds the rest. */
    private static final int HORIZON_DAYS = 366 * 5;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Opening>> week;
    private final PublicHolidays holidays;
    private final Set<LocalDate> closingDays;

    /**
     * @param zone time zone that the hours are meant in
     * @param week openings of each day of the week, in order and apart from one another
     * @param holidays public holidays
     * @param closingDays the territory's own closing days
     */
    public WorkingCalendar(
            ZoneId zone, Map<DayOfWeek, List<Opening>> week, PublicHolidays holidays, Set<LocalDate> closingDays) {
        this.zone = zone;
        Map<DayOfWeek, List<Opening>> copy = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, openings) -> copy.put(day, List.copyOf(openings)));
        this.week = Map.copyOf(copy);
        this.holidays = holidays;
        this.closingDays = Set.copyOf(closingDays);
    }

    /** One stretch of opening hours, both ends included. */
    public record Opening(LocalTime from, LocalTime to) {

        public Opening {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("opens at " + from + " but closes at " + to);
            }
        }
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isWorkingDay(LocalDate day) {
        return !openings(day).isEmpty() && !closingDays.contains(day) && !holidays.include(day);
    }

    /** Whether the territory is at work then; the very moment of closing still counts. */
    public boolean isOpen(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        if (!isWorkingDay(local.toLocalDate())) {
            return false;
        }
        return openings(local.toLocalDate()).stream()
                .anyMatch(opening -> !moment.isBefore(at(local.toLocalDate(), opening.from()))
                        && !moment.isAfter(at(local.toLocalDate(), opening.to())));
    }

    /** The deadline of so many working days for what arrives at a given moment. */
    public Instant deadline(Instant arrival, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException("working days must not be negative: " + workingDays);
        }
        LocalDate day = dayOfArrival(arrival);
        for (int left = workingDays; left > 0; left--) {
            day = workingDayFrom(day.plusDays(1));
        }
        return closing(day);
    }

    private LocalDate dayOfArrival(Instant arrival) {
        LocalDate day = arrival.atZone(zone).toLocalDate();
        boolean stillOpen = isWorkingDay(day) && arrival.isBefore(closing(day));
        return stillOpen ? day : workingDayFrom(day.plusDays(1));
    }

    private LocalDate workingDayFrom(LocalDate first) {
        for (int ahead = 0; ahead < HORIZON_DAYS; ahead++) {
            LocalDate day = first.plusDays(ahead);
            if (isWorkingDay(day)) {
                return day;
            }
        }
        throw new IllegalStateException("no working day within " + HORIZON_DAYS + " days of " + first);
    }

    private Instant closing(LocalDate day) {
        return at(day, openings(day).getLast().to());
    }

    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }

    private List<Opening> openings(LocalDate day) {
        return week.getOrDefault(day.getDayOfWeek(), List.of());
    }
}
