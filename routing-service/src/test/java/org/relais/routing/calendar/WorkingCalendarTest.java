package org.relais.routing.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relais.routing.calendar.WorkingCalendar.Opening;

class WorkingCalendarTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate OWN_CLOSING_DAY = LocalDate.of(2026, 12, 24);
    private static final Set<LocalDate> HOLIDAYS = Stream.of(
                    "2026-01-01",
                    "2026-04-06",
                    "2026-05-01",
                    "2026-05-08",
                    "2026-05-14",
                    "2026-05-25",
                    "2026-07-14",
                    "2026-08-15",
                    "2026-11-01",
                    "2026-11-11",
                    "2026-12-25",
                    "2027-01-01")
            .map(LocalDate::parse)
            .collect(Collectors.toUnmodifiableSet());

    private final WorkingCalendar calendar =
            new WorkingCalendar(PARIS, weekdays(), NationalHolidays.of("fr").orElseThrow(), Set.of(OWN_CLOSING_DAY));

    @Test
    void theDeadlineIsTheClosingTimeOfTheLastWorkingDay() {
        assertThat(calendar.deadline(at("2026-06-01T10:00"), 2)).isEqualTo(at("2026-06-03T17:30"));
    }

    @Test
    void noWorkingDaysMeanTheDayOfArrival() {
        assertThat(calendar.deadline(at("2026-06-01T10:00"), 0)).isEqualTo(at("2026-06-01T17:30"));
    }

    @Test
    void whatArrivesAfterClosingCountsFromTheNextOpening() {
        assertThat(calendar.deadline(at("2026-06-05T18:00"), 0)).isEqualTo(at("2026-06-08T17:30"));
    }

    @Test
    void whatArrivesAtTheMomentOfClosingCountsFromTheNextOpening() {
        assertThat(calendar.deadline(at("2026-06-05T17:30"), 0)).isEqualTo(at("2026-06-08T17:30"));
    }

    @Test
    void publicHolidaysAreNoWorkingDays() {
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 7, 14))).isFalse();
        assertThat(calendar.deadline(at("2026-07-13T10:00"), 1)).isEqualTo(at("2026-07-15T17:30"));
    }

    @Test
    void aHolidayIsNotTakenForADaySomeMonthsLater() {
        var holiday = LocalDate.of(2026, 7, 14);
        assertThat(calendar.isWorkingDay(holiday)).isFalse();
        assertThat(calendar.isWorkingDay(holiday.plusDays(128))).isTrue();
        assertThat(calendar.isWorkingDay(holiday)).isFalse();
    }

    @Test
    void easterMondayMovesWithTheYear() {
        assertThat(calendar.isWorkingDay(LocalDate.of(2026, 4, 6))).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.of(2027, 3, 29))).isFalse();
    }

    @Test
    void theTerritorysOwnClosingDaysAreNoWorkingDays() {
        assertThat(calendar.deadline(at("2026-12-23T10:00"), 1)).isEqualTo(at("2026-12-28T17:30"));
    }

    @Test
    void theLunchBreakIsClosedTime() {
        assertThat(calendar.isOpen(at("2026-06-01T12:30"))).isFalse();
        assertThat(calendar.isOpen(at("2026-06-01T12:00"))).isTrue();
    }

    @Test
    void theClosingTimeStaysTheSameOnTheClockWhenSummerTimeBegins() {
        Instant deadline = calendar.deadline(at("2026-03-27T10:00"), 1);

        assertThat(deadline).isEqualTo(at("2026-03-30T17:30"));
        assertThat(deadline).isEqualTo(Instant.parse("2026-03-30T15:30:00Z"));
    }

    @Test
    void theClosingTimeStaysTheSameOnTheClockWhenSummerTimeEnds() {
        Instant deadline = calendar.deadline(at("2026-10-23T10:00"), 1);

        assertThat(deadline).isEqualTo(at("2026-10-26T17:30"));
        assertThat(deadline).isEqualTo(Instant.parse("2026-10-26T16:30:00Z"));
    }

    @Property
    void aDeadlineIsNeverInClosedTimeNorBeforeArrival(
            @ForAll("momentsOf2026") Instant arrival, @ForAll @IntRange(max = 60) int workingDays) {
        Instant deadline = calendar.deadline(arrival, workingDays);

        assertThat(calendar.isOpen(deadline)).isTrue();
        assertThat(deadline).isAfter(arrival);
    }

    /** Told by the clock on the wall and a printed calendar, not by what is tried. */
    @Property
    void aDeadlineIsWhenTheDoorIsShutByTheClockOnTheWallWhicheverHoursAreKept(
            @ForAll("weeks") Map<DayOfWeek, List<Opening>> week,
            @ForAll("momentsOf2026") Instant arrival,
            @ForAll @IntRange(max = 6) int workingDays) {
        WorkingCalendar kept =
                new WorkingCalendar(PARIS, week, NationalHolidays.of("fr").orElseThrow(), Set.of(OWN_CLOSING_DAY));

        LocalDateTime shut = LocalDateTime.ofInstant(kept.deadline(arrival, workingDays), PARIS);

        assertThat(week).containsKey(shut.getDayOfWeek());
        assertThat(shut.toLocalTime())
                .isEqualTo(week.getOrDefault(shut.getDayOfWeek(), List.of())
                        .getLast()
                        .to());
        assertThat(HOLIDAYS).doesNotContain(shut.toLocalDate());
        assertThat(shut.toLocalDate()).isNotEqualTo(OWN_CLOSING_DAY);
    }

    /** Hours of day, of night, and on either side of the hour that is left out or comes twice. */
    @Provide
    Arbitrary<Map<DayOfWeek, List<Opening>>> weeks() {
        return Arbitraries.maps(
                        Arbitraries.of(DayOfWeek.class),
                        Arbitraries.of(
                                List.of(opening(8, 12), opening(14, 18)),
                                List.of(opening(1, 5)),
                                List.of(opening(0, 1), opening(3, 4)),
                                List.of(opening(22, 23)),
                                List.of(opening(3, 23))))
                .ofMinSize(1);
    }

    private static Opening opening(int from, int to) {
        return new Opening(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    @Property
    void aWorkingDayMoreMovesTheDeadlineByExactlyOneWorkingDay(
            @ForAll("momentsOf2026") Instant arrival, @ForAll @IntRange(max = 60) int workingDays) {
        LocalDate day = dayOf(calendar.deadline(arrival, workingDays));
        LocalDate next = dayOf(calendar.deadline(arrival, workingDays + 1));

        assertThat(day.plusDays(1).datesUntil(next).filter(calendar::isWorkingDay))
                .isEmpty();
        assertThat(next).isAfter(day);
    }

    @Property
    void arrivingLaterNeverBringsAnEarlierDeadline(
            @ForAll("momentsOf2026") Instant one, @ForAll("momentsOf2026") Instant other) {
        Instant earlier = one.isBefore(other) ? one : other;
        Instant later = one.isBefore(other) ? other : one;

        assertThat(calendar.deadline(later, 3)).isAfterOrEqualTo(calendar.deadline(earlier, 3));
    }

    @Test
    void openingHoursAreCountedAcrossTheLunchBreakTheWeekendAndHolidays() {
        assertThat(calendar.workingTime(at("2026-06-05T11:00"), at("2026-06-08T09:30")))
                .isEqualTo(Duration.ofHours(6));
        assertThat(calendar.plus(at("2026-06-05T11:00"), Duration.ofHours(6))).isEqualTo(at("2026-06-08T09:30"));
        assertThat(calendar.minus(at("2026-06-08T09:30"), Duration.ofHours(6))).isEqualTo(at("2026-06-05T11:00"));
        assertThat(calendar.workingTime(at("2026-07-14T08:00"), at("2026-07-14T18:00")))
                .isZero();
    }

    @Test
    void openingHoursAreAsLongAsTheyLastWhereTheClockIsChanged() {
        Map<DayOfWeek, List<Opening>> always = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            always.put(day, List.of(new Opening(LocalTime.of(1, 0), LocalTime.of(5, 0))));
        }
        WorkingCalendar nights = new WorkingCalendar(PARIS, always, PublicHolidays.NONE, Set.of());

        assertThat(nights.workingTime(at("2026-03-29T00:00"), at("2026-03-29T12:00")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(nights.workingTime(at("2026-10-25T00:00"), at("2026-10-25T12:00")))
                .isEqualTo(Duration.ofHours(5));
        assertThat(nights.plus(at("2026-03-29T01:30"), Duration.ofHours(1))).isEqualTo(at("2026-03-29T03:30"));
    }

    @Test
    void aDepartmentsOwnClosingDaysAreNoWorkingDaysOfItsOwn() {
        WorkingCalendar parks = calendar.closedAlso(Set.of(LocalDate.of(2026, 6, 2)));

        assertThat(parks.deadline(at("2026-06-01T10:00"), 1)).isEqualTo(at("2026-06-03T17:30"));
        assertThat(parks.isWorkingDay(OWN_CLOSING_DAY)).isFalse();
        assertThat(calendar.deadline(at("2026-06-01T10:00"), 1)).isEqualTo(at("2026-06-02T17:30"));
    }

    @Test
    void aRegionKeepsItsOwnHolidaysBesideTheCountrys() {
        PublicHolidays alsace = NationalHolidays.of("fr/67").orElseThrow();
        PublicHolidays france = NationalHolidays.of("FR").orElseThrow();

        assertThat(alsace.include(LocalDate.of(2026, 4, 3))).isTrue();
        assertThat(alsace.include(LocalDate.of(2026, 12, 26))).isTrue();
        assertThat(alsace.include(LocalDate.of(2026, 7, 14))).isTrue();
        assertThat(france.include(LocalDate.of(2026, 4, 3))).isFalse();
    }

    @Test
    void aRegionThatThereIsNotIsNotTakenForTheCountry() {
        assertThat(NationalHolidays.of("fr/zz")).isEmpty();
        assertThat(NationalHolidays.of("fr/67/none")).isEmpty();
        assertThat(NationalHolidays.of("zz")).isEmpty();
    }

    @Property
    void whatIsAddedIsTheOpeningTimeThatPasses(
            @ForAll("momentsOf2026") Instant from, @ForAll @IntRange(min = 1, max = 20_000) int minutes) {
        Duration time = Duration.ofMinutes(minutes);
        Instant then = calendar.plus(from, time);

        assertThat(calendar.isOpen(then)).isTrue();
        assertThat(calendar.workingTime(from, then)).isEqualTo(time);
        assertThat(calendar.workingTime(calendar.minus(from, time), from)).isEqualTo(time);
        assertThat(calendar.workingTime(from, then.plusSeconds(1))).isGreaterThanOrEqualTo(time);
    }

    @Property
    void theNextOpeningIsReachedWithoutAnyOpeningTimeGoingBy(@ForAll("momentsOf2026") Instant moment) {
        Instant open = calendar.nextOpen(moment);

        assertThat(calendar.isOpen(open)).isTrue();
        assertThat(open).isAfterOrEqualTo(moment);
        assertThat(calendar.workingTime(moment, open)).isZero();
        assertThat(calendar.isOpen(moment)).isEqualTo(open.equals(moment));
    }

    @Property
    void openingTimeAddsUp(
            @ForAll("momentsOf2026") Instant a,
            @ForAll("momentsOf2026") Instant b,
            @ForAll("momentsOf2026") Instant c) {
        List<Instant> order = List.of(a, b, c).stream().sorted().toList();

        assertThat(calendar.workingTime(order.get(0), order.get(1))
                        .plus(calendar.workingTime(order.get(1), order.get(2))))
                .isEqualTo(calendar.workingTime(order.get(0), order.get(2)));
    }

    @Provide
    Arbitrary<Instant> momentsOf2026() {
        return MomentsOf2026.any();
    }

    private static Map<DayOfWeek, List<Opening>> weekdays() {
        Map<DayOfWeek, List<Opening>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY) {
                week.put(
                        day,
                        List.of(
                                new Opening(LocalTime.of(8, 30), LocalTime.of(12, 0)),
                                new Opening(LocalTime.of(13, 30), LocalTime.of(17, 30))));
            }
        }
        return week;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static LocalDate dayOf(Instant moment) {
        return moment.atZone(PARIS).toLocalDate();
    }
}
