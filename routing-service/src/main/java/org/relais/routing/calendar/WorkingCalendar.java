package org.relais.routing.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a territory works.
 *
 * <p>A request that arrives in closed time counts as arrived at the next opening. A deadline of n working days is the closing
 * time of the n-th working day after the day of arrival; zero means the day of arrival itself.
 */
public final class WorkingCalendar {

    /** A calendar without any opening would be searched for ever; the validator refuses one, this bound holds the rest. */
    private static final int HORIZON_DAYS = 366 * 5;

    /** Four months: every request asks for the same few weeks. */
    private static final int DAYS_KEPT = 128;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Opening>> week;
    private final PublicHolidays holidays;
    private final Set<LocalDate> closingDays;
    private final AtomicReferenceArray<@Nullable Day> lately = new AtomicReferenceArray<>(DAYS_KEPT);

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

    /** The opening hours of all days of the week. */
    public Stream<Opening> openings() {
        return week.values().stream().flatMap(List::stream);
    }

    /** The same, closed on some more days: a department's own. */
    public WorkingCalendar closedAlso(Set<LocalDate> days) {
        if (days.isEmpty()) {
            return this;
        }
        Set<LocalDate> all = new HashSet<>(closingDays);
        all.addAll(days);
        return new WorkingCalendar(zone, week, holidays, all);
    }

    public boolean isWorkingDay(LocalDate day) {
        return !stretches(day).isEmpty();
    }

    /** Whether the territory is at work then; the very moment of closing still counts. */
    public boolean isOpen(Instant moment) {
        return stretches(moment.atZone(zone).toLocalDate()).stream()
                .anyMatch(stretch -> !moment.isBefore(stretch.from()) && !moment.isAfter(stretch.to()));
    }

    /** That moment where it is open, else the next opening. */
    public Instant nextOpen(Instant moment) {
        if (isOpen(moment)) {
            return moment;
        }
        LocalDate first = moment.atZone(zone).toLocalDate();
        for (int ahead = 0; ; ahead++) {
            for (Stretch stretch : stretches(withinHorizon(first, ahead, ahead))) {
                if (stretch.from().isAfter(moment)) {
                    return stretch.from();
                }
            }
        }
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

    /** How much of the time between two moments is opening hours. */
    public Duration workingTime(Instant from, Instant to) {
        Duration worked = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (Stretch stretch : stretches(day)) {
                Instant start = later(stretch.from(), from);
                Instant end = earlier(stretch.to(), to);
                if (start.isBefore(end)) {
                    worked = worked.plus(Duration.between(start, end));
                }
            }
        }
        return worked;
    }

    /** The moment by which so much opening time has gone by; at the end of a stretch rather than at the start of the next. */
    public Instant plus(Instant moment, Duration workingTime) {
        Duration left = notNegative(workingTime);
        LocalDate first = moment.atZone(zone).toLocalDate();
        for (int ahead = 0; left.isPositive(); ahead++) {
            for (Stretch stretch : stretches(withinHorizon(first, ahead, ahead))) {
                Instant start = later(stretch.from(), moment);
                Duration length = Duration.between(start, stretch.to());
                if (length.isPositive() && length.compareTo(left) >= 0) {
                    return start.plus(left);
                }
                left = length.isPositive() ? left.minus(length) : left;
            }
        }
        return moment;
    }

    /** The moment from which so much opening time goes by until a given one. */
    public Instant minus(Instant moment, Duration workingTime) {
        Duration left = notNegative(workingTime);
        LocalDate last = moment.atZone(zone).toLocalDate();
        for (int back = 0; left.isPositive(); back++) {
            for (Stretch stretch : stretches(withinHorizon(last, back, -back)).reversed()) {
                Instant end = earlier(stretch.to(), moment);
                Duration length = Duration.between(stretch.from(), end);
                if (length.isPositive() && length.compareTo(left) >= 0) {
                    return end.minus(left);
                }
                left = length.isPositive() ? left.minus(length) : left;
            }
        }
        return moment;
    }

    /** Opening hours of one day as they fall on the time line; where the clock is changed they are longer or shorter. */
    private record Stretch(Instant from, Instant to) {}

    private record Day(LocalDate date, List<Stretch> stretches) {}

    private List<Stretch> stretches(LocalDate date) {
        int slot = Math.floorMod(date.toEpochDay(), DAYS_KEPT);
        Day kept = lately.get(slot);
        if (kept == null || !kept.date().equals(date)) {
            kept = new Day(date, workedOut(date));
            lately.set(slot, kept);
        }
        return kept.stretches();
    }

    private List<Stretch> workedOut(LocalDate date) {
        return closingDays.contains(date) || holidays.include(date)
                ? List.of()
                : week.getOrDefault(date.getDayOfWeek(), List.of()).stream()
                        .map(opening -> new Stretch(at(date, opening.from()), at(date, opening.to())))
                        .toList();
    }

    private static LocalDate withinHorizon(LocalDate day, int steps, int days) {
        if (steps > HORIZON_DAYS) {
            throw new IllegalStateException("not enough opening hours within " + HORIZON_DAYS + " days of " + day);
        }
        return day.plusDays(days);
    }

    private static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("working time must not be negative: " + time);
        }
        return time;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
        return stretches(day).getLast().to();
    }

    private Instant at(LocalDate day, LocalTime time) {
        return ZonedDateTime.of(day, time, zone).toInstant();
    }
}
