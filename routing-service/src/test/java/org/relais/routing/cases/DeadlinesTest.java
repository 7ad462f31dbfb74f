package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.calendar.MomentsOf2026;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DeadlinePolicy;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryContent;
import org.relais.routing.territory.TheseTerritories;
import org.relais.routing.territory.folder.DemoTerritory;

/** Dates across departments that are closed on days of their own, and the date of what no department has. */
class DeadlinesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final TerritoryContent CONTENT = DemoTerritory.content();
    private static final Territory VALMONT = DemoTerritory.territory();
    private static final int ASKED_FIRST = 2;
    private static final Duration ASKED_FOR = Duration.ofMinutes(5);

    /** Whoever hands it to whomever, by whichever way: the date is in the opening hours of who has it, and not started anew. */
    @Property(tries = 300)
    void aDateIsNeverInTheClosedTimeOfWhoeverHasTheCase(
            @ForAll("momentsOf2026") Instant filed,
            @ForAll @IntRange(max = 8) int workingDays,
            @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 2) Integer> ways,
            @ForAll @Size(max = 40) Set<@IntRange(max = 60) Integer> closedThere,
            @ForAll @Size(max = 20) Set<@IntRange(max = 60) Integer> closedHere) {
        LocalDate first = filed.atZone(PARIS).toLocalDate();
        Map<String, Set<LocalDate>> closing = new HashMap<>();
        closing.put("voirie", days(first, closedHere));
        closing.put("proprete", days(first, closedThere));
        closing.put("eclairage", days(first.plusDays(1), closedThere));
        closing.put("eau-assainissement", days(first, closedThere));
        Territory territory = closed(closing);
        Deadlines deadlines = deadlines(territory);
        CaseFile file = begun(
                deadlines,
                routed("voirie", filed, territory.calendarOf("voirie").deadline(filed, workingDays)));
        List<String> others = List.of("proprete", "eclairage", "eau-assainissement");
        Instant at = filed;
        for (int number = 0; number < ways.size(); number++) {
            at = at.plus(Duration.ofMinutes(7));
            Instant before = Objects.requireNonNull(file.deadline()).dueAt();
            CaseFile from = file;
            file = handedOn(deadlines, from, ways.get(number), others.get(number), at);

            Deadline deadline = Objects.requireNonNull(file.deadline());
            WorkingCalendar theirs = territory.calendarOf(file.current().department());
            assertThat(file.current().journey().expectedAt()).isEqualTo(deadline.dueAt());
            if (!deadline.missed()) {
                assertThat(theirs.isOpen(deadline.dueAt())).isTrue();
                assertThat(deadline.dueAt()).isAfterOrEqualTo(before);
                assertThat(theirs.workingTime(before, deadline.dueAt()))
                        .isLessThanOrEqualTo(ways.get(number) == ASKED_FIRST ? ASKED_FOR : Duration.ZERO);
            }
        }
    }

    @Test
    void whoGetsTheCaseIsToldTheDateThatIsTheirs() {
        // Due on Friday at closing; the department that gets it is closed on Friday.
        Territory territory = closed(Map.of("proprete", Set.of(LocalDate.of(2026, 6, 5))));
        Deadlines deadlines = deadlines(territory);
        CaseFile file = begun(deadlines, routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));

        Deadlines.Dated kept = decided(deadlines, file, transfer("voirie", "proprete"), at("2026-06-02T10:00"));

        assertThat(kept.applied().steps())
                .extracting(Effect.Step::event)
                .singleElement()
                .isInstanceOfSatisfying(
                        CaseEvent.CaseTransferred.class,
                        transferred -> assertThat(transferred.expectedAt()).isEqualTo(at("2026-06-08T08:30")));
        assertThat(kept.file().current().journey().expectedAt()).isEqualTo(at("2026-06-08T08:30"));
        assertThat(deadlines.next(kept.file())).isPresent();
    }

    /** Two weeks in triage are no time that the department had. */
    @Test
    void whoGetsADateLateIsRemindedInTheSecondHalfOfTheTimeThereIsLeft() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile waiting = begun(deadlines, deferred(at("2026-06-01T09:00")));

        CaseFile given = decided(
                        deadlines,
                        waiting,
                        new CaseCommand.Assign("voirie", Words.NONE, at("2026-06-15T16:30")),
                        at("2026-06-15T14:30"))
                .file();

        assertThat(deadlines.next(given)).hasValue(at("2026-06-15T15:30"));
    }

    @Test
    void eachPartOfASplitRequestHasADateThatItsDepartmentCanKeep() {
        Territory territory = closed(Map.of("eclairage", Set.of(LocalDate.of(2026, 6, 5))));
        Deadlines deadlines = deadlines(territory);
        CaseFile file = begun(deadlines, routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));

        Deadlines.Dated kept = decided(deadlines, file, ACase.splitBy("voirie"), at("2026-06-02T10:00"));

        CaseEvent.CaseSplit split =
                (CaseEvent.CaseSplit) kept.applied().steps().getLast().event();
        assertThat(split.parts())
                .extracting(Part::department, Part::expectedAt)
                .containsExactly(tuple("eclairage", at("2026-06-08T08:30")), tuple("voirie", at("2026-06-05T16:30")));
        for (Part part : split.parts()) {
            Effect.Applied opening = CaseLifecycle.open(kept.file().current(), part, split);
            CaseFile opened = deadlines.begun(
                    CaseFile.opened(kept.file(), opening, part.work(), at("2026-06-02T10:00")),
                    kept.file().deadline());
            assertThat(Objects.requireNonNull(opened.deadline()).dueAt())
                    .isEqualTo(part.expectedAt())
                    .isEqualTo(opened.current().journey().expectedAt());
        }
    }

    @Test
    void aDateThatPassedStaysWhoeverGetsTheCase() {
        Territory territory = closed(Map.of("proprete", Set.of(LocalDate.of(2026, 6, 5))));
        Deadlines deadlines = deadlines(territory);
        CaseFile file = begun(deadlines, routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));

        Deadlines.Dated kept = decided(deadlines, file, transfer("voirie", "proprete"), at("2026-06-09T10:00"));

        assertThat(kept.applied().steps())
                .extracting(step -> step.event().type())
                .containsExactly("DeadlineMissed", "CaseEscalated", "CaseTransferred");
        assertThat(Objects.requireNonNull(kept.file().deadline()).dueAt()).isEqualTo(at("2026-06-05T16:30"));
    }

    @Test
    void aDateOnADayThatIsClosedByNowMovesToTheNextOpeningInsteadOfBeingMissed() {
        CaseFile file = begun(deadlines(VALMONT), routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));
        Deadlines closedSince = deadlines(closed(Map.of("voirie", Set.of(LocalDate.of(2026, 6, 5)))));

        Deadlines.Dated moved = closedSince.passed(file, at("2026-06-05T16:30")).orElseThrow();

        assertThat(moved.applied().steps())
                .extracting(Effect.Step::event)
                .containsExactly(
                        new CaseEvent.DeadlineSet("voirie", at("2026-06-08T08:30")),
                        new CaseEvent.DeadlineNear("voirie", at("2026-06-08T08:30")));
        assertThat(moved.file().current().journey().expectedAt()).isEqualTo(at("2026-06-08T08:30"));
        assertThat(closedSince.next(moved.file())).hasValue(at("2026-06-08T08:30"));
        assertThat(said(decided(closedSince, file, details(), at("2026-06-02T09:00"))))
                .containsExactly("DeadlineSet", "InformationReceived");
    }

    @Test
    void aDateThatWasClosedSinceAndIsSeenOnlyOnceItIsOverWasMissedAsPromised() {
        CaseFile file = begun(deadlines(VALMONT), routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));
        Deadlines closedSince = deadlines(closed(Map.of("voirie", Set.of(LocalDate.of(2026, 6, 5)))));

        Deadlines.Dated late = closedSince.passed(file, at("2026-06-08T08:30")).orElseThrow();

        assertThat(late.applied().steps().getFirst().event())
                .isEqualTo(new CaseEvent.DeadlineMissed("voirie", at("2026-06-05T16:30")));
    }

    @Test
    void aDateOnADayThatIsOnlyShortenedStaysAsPromised() {
        CaseFile file = begun(deadlines(VALMONT), routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));
        Map<DayOfWeek, List<WorkingCalendar.Opening>> untilFour = Arrays.stream(DayOfWeek.values())
                .filter(day -> day.compareTo(DayOfWeek.FRIDAY) <= 0)
                .collect(Collectors.toMap(
                        day -> day,
                        _ -> List.of(new WorkingCalendar.Opening(LocalTime.of(8, 30), LocalTime.of(16, 0)))));
        Deadlines shortened =
                deadlines(closed(Map.of(), new WorkingCalendar(PARIS, untilFour, PublicHolidays.NONE, Set.of())));

        Deadlines.Dated seen = decided(shortened, file, details(), at("2026-06-02T09:00"));
        CaseCommand ask = new CaseCommand.Ask(ACase.from("voirie"), new Question(ACase.QUESTION, Words.of("Où ?")));
        CaseCommand answer = new CaseCommand.AddDetails("e3", ACase.QUESTION, Words.of("Là"), List.of(), List.of());
        CaseFile asked =
                decided(shortened, seen.file(), ask, at("2026-06-02T20:00")).file();
        CaseFile answered =
                decided(shortened, asked, answer, at("2026-06-02T21:00")).file();

        assertThat(said(seen)).containsExactly("InformationReceived");
        assertThat(Objects.requireNonNull(seen.file().deadline()).dueAt()).isEqualTo(at("2026-06-05T16:30"));
        Deadline deadline = Objects.requireNonNull(answered.deadline());
        assertThat(deadline.standing()).isEqualTo(Deadline.Standing.RUNNING);
        assertThat(deadline.dueAt()).isEqualTo(at("2026-06-05T16:30"));
    }

    /** The reminder would come in the closure, too late to answer before it. */
    @Test
    void aReminderMovesWithTheDateThatAClosureMoves() {
        CaseFile file = begun(deadlines(VALMONT), routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));
        Set<LocalDate> fortnight =
                LocalDate.of(2026, 6, 4).datesUntil(LocalDate.of(2026, 6, 18)).collect(Collectors.toSet());
        Deadlines closedSince = deadlines(closed(Map.of("voirie", fortnight)));
        WorkingCalendar calendar = closed(Map.of("voirie", fortnight)).calendarOf("voirie");

        CaseFile moved =
                decided(closedSince, file, details(), at("2026-06-02T09:00")).file();

        Instant reminder = closedSince.next(moved).orElseThrow();
        assertThat(Objects.requireNonNull(moved.deadline()).dueAt()).isEqualTo(at("2026-06-18T08:30"));
        assertThat(reminder).isAfter(at("2026-06-02T09:00")).isBefore(at("2026-06-04T00:00"));
        assertThat(calendar.isOpen(reminder)).isTrue();
        assertThat(calendar.workingTime(reminder, at("2026-06-18T08:30"))).isPositive();
        assertThat(said(closedSince.passed(moved, reminder).orElseThrow())).containsExactly("DeadlineNear");
    }

    /** Whatever days are closed by a later version: each time the clock speaks, it speaks of a date that can be kept. */
    @Property(tries = 200)
    void noTimerFindsADateMissedInClosedTime(
            @ForAll("momentsOf2026") Instant filed,
            @ForAll @IntRange(max = 8) int workingDays,
            @ForAll @Size(max = 30) Set<@IntRange(max = 40) Integer> closedLater) {
        CaseFile file = begun(
                deadlines(VALMONT),
                routed("voirie", filed, VALMONT.calendarOf("voirie").deadline(filed, workingDays)));
        Territory territory = closed(Map.of("voirie", days(filed.atZone(PARIS).toLocalDate(), closedLater)));
        Deadlines later = deadlines(territory);

        while (!Objects.requireNonNull(file.deadline()).missed()) {
            Instant when = later.next(file).orElseThrow();
            file = later.passed(file, when).orElseThrow().file();
            Instant dueAt = Objects.requireNonNull(file.deadline()).dueAt();
            assertThat(territory.calendarOf("voirie").isOpen(dueAt)).isTrue();
            assertThat(file.current().journey().expectedAt()).isEqualTo(dueAt);
        }
    }

    @Test
    void whatWaitsInTriageIsRaisedToTheOperatorOnceAWorkingDayLater() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile waiting = begun(deadlines, deferred(at("2026-06-01T09:00")));

        assertThat(deadlines.next(waiting)).contains(at("2026-06-02T09:30"));
        assertThat(deadlines.passed(waiting, at("2026-06-02T09:29"))).isEmpty();
        Deadlines.Dated told = deadlines.passed(waiting, at("2026-06-02T09:30")).orElseThrow();

        assertThat(told.applied().steps())
                .extracting(Effect.Step::event)
                .containsExactly(new CaseEvent.CaseEscalated(
                        null, 1, DeadlinePolicy.Level.OPERATOR, CaseEvent.Alarm.TRIAGE_OVERDUE));
        assertThat(told.file().current().status()).isEqualTo(Status.AWAITING_TRIAGE);
        assertThat(deadlines.next(told.file())).isEmpty();
        assertThat(deadlines.passed(told.file(), at("2026-07-02T09:30"))).isEmpty();
        assertThat(said(decided(deadlines, told.file(), details(), at("2026-07-03T09:30"))))
                .containsExactly("InformationReceived");
    }

    @Test
    void whatAPersonDidToALateCaseSaysThatItWasLateToo() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile waiting = begun(deadlines, deferred(at("2026-06-01T09:00")));

        Deadlines.Dated assigned = decided(deadlines, waiting, assign("voirie"), at("2026-06-10T09:00"));

        assertThat(said(assigned)).containsExactly("CaseEscalated", "ServiceRequestRouted");
        assertThat(assigned.file().triage()).isNull();
        assertThat(deadlines.next(assigned.file())).isPresent();
    }

    @Test
    void aCaseThatComesBackToTriageWaitsFromThen() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile waiting = begun(deadlines, deferred(at("2026-06-01T09:00")));
        CaseFile routed = decided(deadlines, waiting, assign("voirie"), at("2026-06-01T10:00"))
                .file();

        CaseFile again = decided(
                        deadlines,
                        routed,
                        new CaseCommand.Decline(ACase.from("voirie"), Words.of("Pas nous"), null),
                        at("2026-09-01T10:00"))
                .file();

        assertThat(again.current().status()).isEqualTo(Status.AWAITING_TRIAGE);
        assertThat(again.triage()).isEqualTo(new TriageWait(at("2026-09-01T10:00"), false));
    }

    @Test
    void whoWaitsIsToldByWhenSomebodyIsToHaveDecided() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile routed = begun(deadlines, routed("voirie", at("2026-06-01T09:00"), at("2026-06-15T16:30")));

        Deadlines.Dated declined = decided(
                deadlines,
                routed,
                new CaseCommand.Decline(ACase.from("voirie"), Words.of("Pas nous"), null),
                at("2026-06-02T09:00"));

        assertThat(decideBy(declined)).containsExactly(at("2026-06-03T09:30"));
        Opening opening = deferred(at("2026-06-02T09:00"));
        assertThat(decideBy(deadlines.begun(opening.file(), opening.applied())))
                .containsExactly(at("2026-06-03T09:30"));
        Deadlines withoutCalendar = new Deadlines(new TheseTerritories());
        assertThat(decideBy(withoutCalendar.begun(opening.file(), opening.applied())))
                .hasSize(1)
                .containsOnlyNulls();
    }

    @Test
    void aNewReasonToWaitMovesNoDateAndPromisesNoneThatHasPassed() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile waiting = begun(deadlines, deferred(at("2026-06-01T09:00")));

        assertThat(decideBy(decided(deadlines, waiting, ACase.detailsRuled(null, true), at("2026-06-01T15:00"))))
                .containsExactly(at("2026-06-02T09:30"));
        assertThat(decideBy(decided(deadlines, waiting, ACase.detailsRuled(null, true), at("2026-06-03T15:00"))))
                .hasSize(1)
                .containsOnlyNulls();
    }

    @Test
    void whatTriageSaysOfACaseWithADateIsKeptBesideTheDate() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile file = begun(deadlines, routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));
        CaseFile declined = decided(
                        deadlines,
                        file,
                        new CaseCommand.Decline(ACase.from("voirie"), Words.of("Pas nous"), null),
                        at("2026-06-02T10:00"))
                .file();

        Deadlines.Dated assigned = decided(
                deadlines,
                declined,
                new CaseCommand.Assign("proprete", Words.NONE, null, "graffiti"),
                at("2026-06-02T11:00"));

        assertThat(assigned.applied().steps())
                .extracting(Effect.Step::event)
                .singleElement()
                .isInstanceOfSatisfying(CaseEvent.ServiceRequestRouted.class, routed -> {
                    assertThat(routed.serviceCode()).isEqualTo("graffiti");
                    assertThat(routed.expectedAt()).isEqualTo(at("2026-06-05T16:30"));
                });
    }

    @Test
    void whatIsInNoTerritoryThatWeKnowIsRaisedByTheClock() {
        Deadlines nowhere = new Deadlines(new TheseTerritories());
        CaseFile waiting = begun(nowhere, deferred(at("2026-06-01T16:00")));

        assertThat(nowhere.next(waiting)).contains(at("2026-06-02T00:00"));
        assertThat(nowhere.passed(waiting, at("2026-06-01T23:59"))).isEmpty();
        Deadlines.Dated told = nowhere.passed(waiting, at("2026-06-02T00:00")).orElseThrow();

        assertThat(said(told)).containsExactly("CaseEscalated");
        assertThat(nowhere.next(told.file())).isEmpty();
        assertThat(nowhere.passed(told.file(), at("2026-06-03T09:00"))).isEmpty();
    }

    @Test
    void whatWaitedForItsTerritoryIsWatchedByItsCalendarOnceThatIsThere() {
        CaseFile waiting = begun(new Deadlines(new TheseTerritories()), deferred(at("2026-06-01T16:00")));
        Deadlines back = deadlines(VALMONT);

        assertThat(back.passed(waiting, at("2026-06-02T00:00"))).isEmpty();
        assertThat(back.next(waiting))
                .hasValueSatisfying(due -> assertThat(VALMONT.calendar().workingTime(at("2026-06-01T16:00"), due))
                        .isEqualTo(VALMONT.deadlines().triageWithin()));
    }

    @Test
    void aDateIsLookedAtAgainOnceThereIsACalendarToCountBy() {
        Deadlines nowhere = new Deadlines(new TheseTerritories());
        CaseFile routed = begun(nowhere, routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));

        assertThatThrownBy(() -> nowhere.passed(routed, at("2026-06-05T16:30")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(VALMONT.jurisdictionId());
    }

    @Test
    void whoFollowsHasTheOthersDateAndTheirOwnAgainOnTheirOwn() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile file = begun(deadlines, routed("voirie", at("2026-06-01T09:00"), at("2026-06-05T16:30")));
        CaseFile following = decided(
                        deadlines,
                        file,
                        new CaseCommand.Merge(
                                ACase.from("voirie"),
                                ACase.anotherHeldBy("voirie").caseId(),
                                ACase.anotherHeldBy("voirie")),
                        at("2026-06-02T10:00"))
                .file();

        Deadlines.Dated handedOn = deadlines.decided(
                following,
                List.of(new CaseEvent.CaseTransferred(
                        "voirie", "proprete", following.reason(), Words.NONE, at("2026-12-08T10:00"))),
                at("2026-06-03T10:00"),
                Words.NONE);
        Deadlines.Dated separated = deadlines.decided(
                handedOn.file(), List.of(new CaseEvent.CaseSeparated("proprete")), at("2026-06-03T10:00"), Words.NONE);

        assertThat(following.current().journey().expectedAt()).isEqualTo(ACase.EXPECTED);
        assertThat(deadlines.next(following)).isEmpty();
        assertThat(handedOn.file().current().journey().expectedAt()).isEqualTo(at("2026-12-08T10:00"));
        assertThat(said(separated)).containsExactly("CaseSeparated", "DeadlineSet");
        assertThat(separated.file().current().journey().expectedAt())
                .isEqualTo(Objects.requireNonNull(separated.file().deadline()).dueAt())
                .isBefore(at("2026-06-10T00:00"));
    }

    @Test
    void aCommentDoesNotBeginTheWaitAnew() {
        Deadlines deadlines = deadlines(VALMONT);
        CaseFile waiting = begun(deadlines, deferred(at("2026-06-01T09:00")));

        CaseFile commented =
                decided(deadlines, waiting, details(), at("2026-06-01T15:00")).file();

        assertThat(commented.triage()).isEqualTo(waiting.triage());
        assertThat(deadlines.next(commented)).isEqualTo(deadlines.next(waiting));
    }

    @Property(tries = 200)
    void theDateOfTriageIsInTheTerritorysOpeningHours(@ForAll("momentsOf2026") Instant deferred) {
        CaseFile waiting = begun(deadlines(VALMONT), deferred(deferred));

        assertThat(deadlines(VALMONT).next(waiting)).hasValueSatisfying(due -> {
            assertThat(VALMONT.calendar().isOpen(due)).isTrue();
            assertThat(VALMONT.calendar().workingTime(deferred, due))
                    .isEqualTo(VALMONT.deadlines().triageWithin());
        });
    }

    @Provide
    Arbitrary<Instant> momentsOf2026() {
        return MomentsOf2026.any();
    }

    /** By a transfer, by a decline that names another, or while the requester is asked. */
    private static CaseFile handedOn(Deadlines deadlines, CaseFile file, int way, String to, Instant at) {
        String from = Objects.requireNonNull(file.current().department());
        CaseFile asked = way == ASKED_FIRST
                ? decided(
                                deadlines,
                                file,
                                new CaseCommand.Ask(ACase.from(from), new Question(ACase.QUESTION, Words.of("Où ?"))),
                                at.minus(ASKED_FOR))
                        .file()
                : file;
        CaseCommand command =
                way == 0 ? transfer(from, to) : new CaseCommand.Decline(ACase.from(from), Words.of("Pas nous"), to);
        return decided(deadlines, asked, command, at).file();
    }

    private static Deadlines.Dated decided(Deadlines deadlines, CaseFile file, CaseCommand command, Instant at) {
        Set<String> departments =
                VALMONT.departments().stream().map(Department::code).collect(Collectors.toSet());
        return switch (CaseLifecycle.decide(file.current(), command, departments)) {
            case Effect.Applied applied ->
                deadlines.decided(
                        file, applied.steps().stream().map(Effect.Step::event).toList(), at, Words.NONE);
            case Effect.Refused refused -> throw new AssertionError("refused: " + refused.reason());
        };
    }

    private static List<String> said(Deadlines.Dated kept) {
        return kept.applied().steps().stream().map(step -> step.event().type()).toList();
    }

    private static List<@Nullable Instant> decideBy(Deadlines.Dated kept) {
        List<@Nullable Instant> dates = new ArrayList<>();
        for (Effect.Step step : kept.applied().steps()) {
            if (step.event() instanceof CaseEvent.RoutingDeferred deferred) {
                dates.add(deferred.decideBy());
            }
        }
        return dates;
    }

    private static CaseCommand transfer(String from, String to) {
        return new CaseCommand.Transfer(ACase.from(from), to, Words.of("À vous"));
    }

    private static CaseCommand assign(String department) {
        return new CaseCommand.Assign(department, Words.NONE, at("2026-06-15T17:30"));
    }

    private static CaseCommand details() {
        return new CaseCommand.AddDetails("e2", null, Words.of("Devant le 3"), List.of(), List.of());
    }

    private record Opening(CaseFile file, Effect.Applied applied) {}

    private static CaseFile begun(Deadlines deadlines, Opening opening) {
        return deadlines.begun(opening.file(), opening.applied()).file();
    }

    private static Opening routed(String department, Instant filed, Instant expectedAt) {
        Reason reason = new Reason("r1", 1, "rule_matched", Map.of(), Map.of(), List.of());
        return opened(CaseLifecycle.route(ACase.ID, department, reason, expectedAt), reason, filed);
    }

    private static Opening deferred(Instant at) {
        Reason reason = new Reason("", 1, "no_rule_matches", Map.of(), Map.of(), List.of());
        return opened(CaseLifecycle.defer(ACase.ID, reason), reason, at);
    }

    private static Opening opened(Effect.Applied opening, Reason reason, Instant at) {
        FiledRequest request = ACase.filed("pothole", at);
        return new Opening(
                CaseFile.opened(request, opening, reason, Priority.NORMAL, Visibility.PUBLIC, null, at), opening);
    }

    private static Set<LocalDate> days(LocalDate first, Set<Integer> ahead) {
        return ahead.stream().map(first::plusDays).collect(Collectors.toSet());
    }

    /** The demo territory with further closing days of some departments. */
    private static Territory closed(Map<String, Set<LocalDate>> days) {
        return closed(days, CONTENT.calendar());
    }

    private static Territory closed(Map<String, Set<LocalDate>> days, WorkingCalendar calendar) {
        TerritoryContent content = CONTENT;
        return new Territory(
                1,
                VALMONT.digest(),
                new TerritoryContent(
                        content.jurisdictionId(),
                        content.name(),
                        content.centre(),
                        content.languages(),
                        content.phoneRegion(),
                        content.emergencyNumber(),
                        content.contactName(),
                        content.contact(),
                        content.departments().stream()
                                .map(department -> new Department(
                                        department.code(),
                                        department.name(),
                                        department.description(),
                                        department.contact(),
                                        department.kafka(),
                                        days.getOrDefault(department.code(), Set.of())))
                                .toList(),
                        content.services(),
                        content.areas(),
                        content.neighbours(),
                        List.of(),
                        calendar,
                        content.deadlines(),
                        content.suggestion(),
                        content.texts(),
                        content.lookAlikeMetres()));
    }

    private static Deadlines deadlines(Territory territory) {
        return new Deadlines(new TheseTerritories(territory));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }
}
