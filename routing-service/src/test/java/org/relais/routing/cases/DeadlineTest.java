package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.relais.routing.calendar.MomentsOf2026;
import org.relais.routing.calendar.NationalHolidays;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.calendar.WorkingCalendar.Opening;
import org.relais.routing.territory.DeadlinePolicy;

/** The clock of a case's date: when it runs, what it leads to, and that nothing is said twice. */
class DeadlineTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DeadlinePolicy POLICY = DeadlinePolicy.USUAL;
    private static final WorkingCalendar CALENDAR = calendar(LocalTime.of(17, 30));

    /** Filed on a Monday, due on Friday at closing time. */
    private final Deadline week = deadline("2026-06-01T09:00", 4);

    @Test
    void theDepartmentIsRemindedEightOpeningHoursBefore() {
        assertThat(next(week)).isEqualTo(at("2026-06-04T17:00"));
        assertThat(said(week, "2026-06-04T17:00")).containsExactly("DeadlineNear");
    }

    @Test
    void whereThereIsLittleTimeTheReminderComesHalfWay() {
        Deadline today = deadline("2026-06-01T08:30", 0);

        assertThat(next(today)).isEqualTo(at("2026-06-01T13:45"));
    }

    @Test
    void whenTheDatePassesItIsSaidAndTheLeadIsTold() {
        Deadline.Passed passed = pass(reminded(), "2026-06-05T17:30");

        assertThat(passed.events())
                .containsExactly(
                        new CaseEvent.DeadlineMissed("voirie", at("2026-06-05T17:30")),
                        new CaseEvent.CaseEscalated("voirie", 1, DeadlinePolicy.Level.LEAD));
        assertThat(passed.deadline().standing()).isEqualTo(Deadline.Standing.MISSED);
        assertThat(next(passed.deadline())).isEqualTo(at("2026-06-10T09:30"));
    }

    @Test
    void theOperatorIsToldSixteenOpeningHoursLater() {
        Deadline missed = pass(reminded(), "2026-06-05T17:30").deadline();

        assertThat(said(missed, "2026-06-10T09:29")).isEmpty();
        assertThat(pass(missed, "2026-06-10T09:30").events())
                .containsExactly(new CaseEvent.CaseEscalated("voirie", 2, DeadlinePolicy.Level.OPERATOR));
    }

    @Test
    void aTimerThatFiresLateSaysEachThingOnceAndNothingStale() {
        Deadline.Passed passed = pass(week, "2026-07-20T10:00");

        assertThat(passed.events())
                .containsExactly(
                        new CaseEvent.DeadlineMissed("voirie", at("2026-06-05T17:30")),
                        new CaseEvent.CaseEscalated("voirie", 2, DeadlinePolicy.Level.OPERATOR));
        assertThat(passed.deadline().next(CALENDAR, POLICY)).isEmpty();
        assertThat(said(passed.deadline(), "2026-07-21T10:00")).isEmpty();
    }

    @Test
    void whileTheClockStandsStillNothingIsDue() {
        Deadline asked = week.stopped(at("2026-06-02T10:00"));

        assertThat(asked.next(CALENDAR, POLICY)).isEmpty();
        assertThat(said(asked, "2026-07-20T10:00")).isEmpty();
        assertThat(asked.stopped(at("2026-06-03T10:00"))).isEqualTo(asked);
    }

    @Test
    void theDateMovesByTheOpeningHoursItStoodStill() {
        Deadline on = week.stopped(at("2026-06-02T10:00")).resumed(at("2026-06-03T11:00"), CALENDAR);

        // 2 hours in the morning and 4 in the afternoon of Tuesday, 2.5 on Wednesday.
        assertThat(on.dueAt()).isEqualTo(at("2026-06-09T09:30"));
        assertThat(on.warnAt()).isEqualTo(at("2026-06-08T09:00"));
    }

    @Test
    void aNightAndAWeekendOfWaitingMoveNothing() {
        Deadline on = week.stopped(at("2026-06-05T17:30")).resumed(at("2026-06-08T08:30"), CALENDAR);

        assertThat(on.dueAt()).isEqualTo(week.dueAt());
    }

    @Test
    void aDateThatPassedStaysWhereItWas() {
        Deadline missed = pass(week, "2026-06-05T17:30").deadline();
        Deadline on = missed.stopped(at("2026-06-08T09:00")).resumed(at("2026-06-08T11:00"), CALENDAR);

        assertThat(on.dueAt()).isEqualTo(week.dueAt());
        assertThat(next(on)).isEqualTo(CALENDAR.plus(next(missed), Duration.ofHours(2)));
    }

    @Test
    void aDateStaysOnADayThatWasShortenedSince() {
        WorkingCalendar shortened = calendar(LocalTime.of(17, 0));

        assertThat(shortened.isOpen(week.dueAt())).isFalse();
        assertThat(week.stillOpen(at("2026-06-02T09:00"), shortened, POLICY)).isEqualTo(week);
    }

    @Test
    void aReminderThatWasGivenIsNotGivenAgainForADateThatMoved() {
        WorkingCalendar closed = CALENDAR.closedAlso(Set.of(LocalDate.of(2026, 6, 5)));

        Deadline moved = reminded().stillOpen(at("2026-06-04T17:10"), closed, POLICY);

        assertThat(moved.dueAt()).isEqualTo(at("2026-06-08T08:30"));
        assertThat(moved.standing()).isEqualTo(Deadline.Standing.NEAR);
        assertThat(moved.warnAt()).isEqualTo(reminded().warnAt());
    }

    @Test
    void aDateMovedByAClosureIsRemindedOfBeforeIt() {
        WorkingCalendar closed = CALENDAR.closedAlso(Set.of(LocalDate.of(2026, 6, 4), LocalDate.of(2026, 6, 5)));

        Deadline moved = week.stillOpen(at("2026-06-01T09:00"), closed, POLICY);

        assertThat(moved.dueAt()).isEqualTo(at("2026-06-08T08:30"));
        assertThat(moved.warnAt()).isEqualTo(at("2026-06-02T17:00"));
        assertThat(week.stillOpen(at("2026-06-04T10:00"), closed, POLICY).warnAt())
                .as("nothing is left before it but at once")
                .isEqualTo(at("2026-06-04T10:00"));
    }

    @Test
    void aDateThatMovesWithItsCaseIsRemindedOfInTheHoursOfWhoeverHasItNow() {
        WorkingCalendar closed = CALENDAR.closedAlso(Set.of(LocalDate.of(2026, 6, 4), LocalDate.of(2026, 6, 5)));

        Deadline handedOn = week.within(at("2026-06-01T09:00"), closed, POLICY);

        assertThat(handedOn.dueAt()).isEqualTo(at("2026-06-08T08:30"));
        assertThat(handedOn.warnAt()).isEqualTo(at("2026-06-02T17:00"));
    }

    @Property
    void aPauseMovesTheDateByTheOpeningHoursPausedAndNeverIntoClosedTime(
            @ForAll("momentsOf2026") Instant filed,
            @ForAll @IntRange(max = 30) int days,
            @ForAll @IntRange(max = 100_000) int minutesUntil,
            @ForAll @IntRange(max = 100_000) int minutesPaused) {
        Deadline before = Deadline.first(filed, CALENDAR.deadline(filed, days), CALENDAR, POLICY);
        Instant asked = filed.plus(Duration.ofMinutes(minutesUntil));
        Instant answered = asked.plus(Duration.ofMinutes(minutesPaused));

        Deadline after = before.stopped(asked).resumed(answered, CALENDAR);

        assertThat(CALENDAR.isOpen(after.dueAt())).isTrue();
        assertThat(CALENDAR.workingTime(before.dueAt(), after.dueAt()))
                .isEqualTo(CALENDAR.workingTime(asked, answered));
    }

    @Property
    void theReminderComesBetweenFilingAndTheDate(
            @ForAll("momentsOf2026") Instant filed, @ForAll @IntRange(max = 30) int days) {
        Deadline deadline = Deadline.first(filed, CALENDAR.deadline(filed, days), CALENDAR, POLICY);

        Instant reminder = next(deadline);
        assertThat(reminder).isEqualTo(deadline.warnAt()).isAfter(filed).isBefore(deadline.dueAt());
        assertThat(CALENDAR.isOpen(reminder)).isTrue();
    }

    /** However often and whenever somebody looks, and with whatever pauses. */
    @Property
    void eachThingIsSaidOnceAndInOrder(
            @ForAll("momentsOf2026") Instant filed,
            @ForAll @IntRange(max = 10) int days,
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 3_000) Integer> steps) {
        Deadline deadline = Deadline.first(filed, CALENDAR.deadline(filed, days), CALENDAR, POLICY);
        Instant now = filed;
        List<String> said = new ArrayList<>();
        for (int step : steps) {
            now = now.plus(Duration.ofMinutes(step));
            if (step % 5 == 0) {
                deadline = deadline.stopped(now);
            } else if (step % 7 == 0) {
                deadline = deadline.resumed(now, CALENDAR);
            }
            Deadline.Passed passed = deadline.pass(now, "voirie", CALENDAR, POLICY);
            deadline = passed.deadline();
            passed.events().forEach(event -> said.add(event.type()));
            assertThat(deadline.next(CALENDAR, POLICY).map(now::isBefore)).isNotEqualTo(Optional.of(false));
        }

        assertThat(said.stream().filter("DeadlineNear"::equals)).hasSizeLessThanOrEqualTo(1);
        assertThat(said.stream().filter("DeadlineMissed"::equals)).hasSizeLessThanOrEqualTo(1);
        assertThat(said.stream().filter("CaseEscalated"::equals))
                .hasSizeLessThanOrEqualTo(POLICY.chain().size());
        if (said.contains("DeadlineMissed")) {
            assertThat(said.indexOf("DeadlineNear")).isLessThan(said.indexOf("DeadlineMissed"));
        }
    }

    @Provide
    Arbitrary<Instant> momentsOf2026() {
        return MomentsOf2026.any();
    }

    private Deadline reminded() {
        return pass(week, "2026-06-04T17:00").deadline();
    }

    private static Deadline deadline(String filed, int workingDays) {
        return Deadline.first(at(filed), CALENDAR.deadline(at(filed), workingDays), CALENDAR, POLICY);
    }

    private static Instant next(Deadline deadline) {
        return deadline.next(CALENDAR, POLICY).orElseThrow();
    }

    private static Deadline.Passed pass(Deadline deadline, String now) {
        return deadline.pass(at(now), "voirie", CALENDAR, POLICY);
    }

    private static List<String> said(Deadline deadline, String now) {
        return pass(deadline, now).events().stream().map(CaseEvent::type).toList();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static WorkingCalendar calendar(LocalTime closing) {
        return new WorkingCalendar(
                PARIS, weekdays(closing), NationalHolidays.of("fr").orElseThrow(), Set.of(LocalDate.of(2026, 12, 24)));
    }

    /** Seven and a half hours a day where it closes at half past five. */
    private static Map<DayOfWeek, List<Opening>> weekdays(LocalTime closing) {
        Map<DayOfWeek, List<Opening>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY) {
                week.put(
                        day,
                        List.of(
                                new Opening(LocalTime.of(8, 30), LocalTime.of(12, 0)),
                                new Opening(LocalTime.of(13, 30), closing)));
            }
        }
        return week;
    }
}
