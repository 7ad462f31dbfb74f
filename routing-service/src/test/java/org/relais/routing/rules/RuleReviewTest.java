package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;

/** What the review tells of a table, against trying every request there can be. */
class RuleReviewTest {

    private static final List<String> SERVICES = List.of("s1", "s2");
    private static final List<String> AREAS = List.of("a1", "a2", "");
    private static final List<String> CHANNELS = List.of("web", "api");
    private static final List<String> REQUESTERS = List.of("anonymous", "named", "agent", "partner", "sensor", "");
    private static final List<Set<String>> FLAGS =
            List.of(Set.of(), Set.of("photo"), Set.of("earlier"), Set.of("photo", "earlier"));
    private static final List<String> DEPTHS = List.of("shallow", "deep", "");
    private static final Instant MONDAY_NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant SUNDAY_NOON = Instant.parse("2026-06-07T12:00:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(
            ZoneOffset.UTC,
            Map.of(DayOfWeek.MONDAY, List.of(new WorkingCalendar.Opening(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
            PublicHolidays.NONE,
            Set.of());

    private static final TimeWindow WEEKEND = new TimeWindow.Weekdays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    private static final TimeWindow WEEK = new TimeWindow.Weekdays(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    private static final TimeWindow NIGHT = new TimeWindow.TimeOfDay(LocalTime.of(22, 0), LocalTime.of(6, 0));
    private static final TimeWindow DAY = new TimeWindow.TimeOfDay(LocalTime.of(6, 0), LocalTime.of(22, 0));

    private static final RuleReview.Names NAMES = new RuleReview.Names(
            Set.of("a1", "a2"),
            Map.of("web", Set.of("anonymous", "named"), "api", Set.of("named", "agent")),
            Map.of("s1", Map.of("depth", Set.of("shallow", "deep")), "s2", Map.of()),
            CALENDAR,
            TODAY);

    @Property(tries = 300)
    void aRowIsCalledUnreachableExactlyWhenNoRequestReachesIt(@ForAll("tables") List<Rule> rules) {
        Set<Integer> reached = new HashSet<>();
        everyRequest().forEach(query -> {
            List<Rule> hit = new RuleTable(rules).matches(query, CALENDAR, 1);
            hit.forEach(rule -> reached.add(AnyRules.numberOf(rule)));
        });
        Set<Integer> unreached = new HashSet<>();
        for (int row = 0; row < rules.size(); row++) {
            if (!reached.contains(row)) {
                unreached.add(row);
            }
        }

        assertThat(RuleReview.of(rules, NAMES).unreachable()).isEqualTo(unreached);
    }

    @Property(tries = 300)
    void aGapIsToldExactlyForServicesWhosePlacesAreNotAllTaken(@ForAll("tables") List<Rule> rules) {
        Set<String> open = new HashSet<>();
        everyRequest().forEach(query -> {
            boolean counts = query.area() != null
                    && !query.service().isEmpty()
                    && NAMES.requesters()
                            .getOrDefault(query.channel(), Set.of())
                            .contains(query.requester());
            boolean hasRows = rules.stream()
                    .anyMatch(
                            rule -> rule.services().isEmpty() || rule.services().contains(query.service()));
            if (counts
                    && hasRows
                    && new RuleTable(rules).matches(query, CALENDAR, 1).isEmpty()) {
                open.add(query.service());
            }
        });

        assertThat(RuleReview.of(rules, NAMES).gaps())
                .extracting(RuleReview.Gap::service)
                .containsOnlyElementsOf(open);
        assertThat(RuleReview.of(rules, NAMES).gaps().stream()
                        .map(RuleReview.Gap::service)
                        .distinct())
                .hasSameSizeAs(open);
    }

    @Test
    void rowsThatTogetherTakeEveryTimeLeaveNoGap() {
        assertThat(RuleReview.of(List.of(at("0", WEEK), at("1", WEEKEND)), NAMES)
                        .gaps())
                .isEmpty();
        assertThat(RuleReview.of(List.of(at("0", NIGHT), at("1", DAY)), NAMES).gaps())
                .isEmpty();
        // It works on Mondays only, so nothing is left of the weekend.
        assertThat(RuleReview.of(List.of(at("0", WEEK), at("1", new TimeWindow.AtWork(false))), NAMES)
                        .gaps())
                .isEmpty();
    }

    @Test
    void aGapInTimeIsSoughtFromTheDayOnWhichOneLooks() {
        LocalDate last = LocalDate.of(2031, 5, 31);
        List<Rule> rules = List.of(at("0", new TimeWindow.Dates(LocalDate.of(2029, 6, 1), last)));

        assertThat(timesOfGaps(rules, LocalDate.of(2029, 5, 31))).containsExactly("2029-05-31T00:00");
        assertThat(timesOfGaps(rules, LocalDate.of(2029, 6, 1))).isEmpty();
        assertThat(timesOfGaps(rules, last.minusDays(1))).containsExactly("2031-06-01T00:00");
    }

    private static List<String> timesOfGaps(List<Rule> rules, LocalDate today) {
        RuleReview.Names names =
                new RuleReview.Names(NAMES.areas(), NAMES.requesters(), NAMES.choices(), CALENDAR, today);
        return RuleReview.of(rules, names).gaps().stream()
                .flatMap(gap -> gap.cells().getOrDefault("time", Set.of()).stream())
                .toList();
    }

    @Test
    void aGapInTimeIsToldWithAMomentAtWhichItIsOne() {
        List<Rule> rules = List.of(at("0", WEEK), at("1", new TimeWindow.AllOf(List.of(WEEKEND, DAY))));

        List<RuleReview.Gap> gaps = RuleReview.of(rules, NAMES).gaps();

        assertThat(gaps).extracting(RuleReview.Gap::service).containsExactly("s1");
        LocalDateTime moment = LocalDateTime.parse(gaps.getFirst()
                .cells()
                .getOrDefault("time", Set.of())
                .iterator()
                .next());
        assertThat(rules).noneMatch(rule -> rule.time().includes(moment.toInstant(ZoneOffset.UTC), CALENDAR));
    }

    /** Against trying every quarter of an hour of a week. */
    @Property(tries = 100)
    void areasWithGapsAreThoseOfWhichSomeMomentIsNotTaken(@ForAll("timetables") List<Rule> rules) {
        RuleTable table = new RuleTable(rules);
        Set<String> open = new HashSet<>();
        for (String area : List.of("a1", "a2")) {
            for (String channel : CHANNELS) {
                for (int quarter = 0; quarter < 7 * 24 * 4; quarter++) {
                    Instant at = Instant.parse("2026-06-01T00:00:00Z").plus(Duration.ofMinutes(15L * quarter));
                    RuleTable.Query query =
                            new RuleTable.Query("s1", area, channel, "named", Map.of(), "", Set.of(), at);
                    if (table.matches(query, CALENDAR, 1).isEmpty()) {
                        open.add(area);
                    }
                }
            }
        }

        assertThat(RuleReview.of(rules, NAMES).gaps().stream()
                        .flatMap(gap -> gap.cells().getOrDefault("area", Set.of("a1", "a2")).stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(open);
    }

    @Provide
    Arbitrary<List<Rule>> timetables() {
        List<TimeWindow> windows = List.of(
                WEEK,
                WEEKEND,
                NIGHT,
                DAY,
                new TimeWindow.TimeOfDay(LocalTime.of(6, 0), LocalTime.of(21, 15)),
                new TimeWindow.TimeOfDay(LocalTime.of(21, 45), LocalTime.of(6, 0)),
                new TimeWindow.AllOf(List.of(new TimeWindow.AtWork(true), DAY)),
                new TimeWindow.AtWork(true),
                new TimeWindow.AtWork(false));
        Arbitrary<Rule> rule = Combinators.combine(
                        Arbitraries.of("a1", "a2").set().ofMaxSize(2),
                        Arbitraries.of(CHANNELS).set().ofMaxSize(2),
                        Arbitraries.of(windows))
                .as((areas, channels, time) -> rule("", Set.of("s1"), areas, channels, Set.of(), time, "roads"));
        return rule.list().ofMinSize(1).ofMaxSize(10).map(AnyRules::numbered);
    }

    @Test
    void windowsThatCrossAreAnOverlapAndThoseApartAreNone() {
        TimeWindow toWednesday = new TimeWindow.Weekdays(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY));
        TimeWindow fromWednesday = new TimeWindow.Weekdays(EnumSet.range(DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY));
        TimeWindow late = new TimeWindow.TimeOfDay(LocalTime.of(21, 50), LocalTime.of(22, 10));

        assertThat(overlaps(toWednesday, fromWednesday)).containsExactly(new RuleReview.Overlap(0, 1, "time"));
        assertThat(overlaps(NIGHT, late)).containsExactly(new RuleReview.Overlap(0, 1, "time"));
        assertThat(overlaps(new TimeWindow.AtWork(false), toWednesday)).hasSize(1);
        assertThat(overlaps(WEEK, WEEKEND)).isEmpty();
        assertThat(overlaps(NIGHT, DAY)).isEmpty();
        assertThat(overlaps(new TimeWindow.AtWork(true), WEEKEND)).isEmpty();
    }

    private static List<RuleReview.Overlap> overlaps(TimeWindow one, TimeWindow other) {
        return RuleReview.of(
                        List.of(at("0", one), rule("1", Set.of("s1"), Set.of(), Set.of(), Set.of(), other, "parks")),
                        NAMES)
                .overlaps();
    }

    @Test
    void aRowWhoseDatesHavePassedIsTold() {
        TimeWindow lastSummer = new TimeWindow.Dates(LocalDate.of(2025, 6, 1), LocalDate.of(2025, 8, 31));
        TimeWindow upToToday = new TimeWindow.Dates(LocalDate.of(2025, 6, 1), TODAY);
        List<Rule> rules = List.of(
                at("0", lastSummer),
                at("1", upToToday),
                at("2", new TimeWindow.AllOf(List.of(WEEKEND, lastSummer))),
                at("3", new TimeWindow.AnyOf(List.of(lastSummer, upToToday))),
                at("4", new TimeWindow.Season(MonthDay.of(6, 1), MonthDay.of(8, 31))));

        assertThat(RuleReview.of(rules, NAMES).over()).containsExactly(0, 2);
    }

    @Test
    void rowsForRequestersThatNeverUseTheSameChannelDontOverlap() {
        Rule byRequester = from("0", Set.of("agent"), Set.of(), "parks");
        Rule onTheWeb = from("1", Set.of(), Set.of("web"), "roads");
        Rule overTheApi = from("1", Set.of(), Set.of("api"), "roads");

        assertThat(RuleReview.of(List.of(byRequester, onTheWeb), NAMES).overlaps())
                .isEmpty();
        assertThat(RuleReview.of(List.of(byRequester, overTheApi), NAMES).overlaps())
                .containsExactly(new RuleReview.Overlap(0, 1, "channel"));
    }

    @Test
    void anExceptionBeforeTheRuleIsNoOverlap() {
        Rule exception = rule("0", Set.of("s1"), Set.of("a1"), Set.of(), Set.of(), new TimeWindow.Always(), "parks");
        Rule general = rule("1", Set.of("s1"), Set.of(), Set.of(), Set.of(), new TimeWindow.Always(), "roads");

        assertThat(RuleReview.of(List.of(exception, general), NAMES).overlaps()).isEmpty();
    }

    @Test
    void rowsThatCrossAreAnOverlapWithItsColumn() {
        Rule byArea = rule("0", Set.of("s1"), Set.of("a1"), Set.of(), Set.of(), new TimeWindow.Always(), "parks");
        Rule byChannel = rule("1", Set.of("s1"), Set.of(), Set.of("api"), Set.of(), new TimeWindow.Always(), "roads");

        assertThat(RuleReview.of(List.of(byArea, byChannel), NAMES).overlaps())
                .containsExactly(new RuleReview.Overlap(0, 1, "channel"));
    }

    @Test
    void windowsWithinOneAnotherAreAnOverlap() {
        Rule night = rule(
                "0",
                Set.of("s1"),
                Set.of("a1"),
                Set.of(),
                Set.of(),
                new TimeWindow.TimeOfDay(LocalTime.of(22, 0), LocalTime.of(6, 0)),
                "parks");
        Rule lateByChannel = rule(
                "1",
                Set.of("s1"),
                Set.of(),
                Set.of("api"),
                Set.of(),
                new TimeWindow.TimeOfDay(LocalTime.of(23, 0), LocalTime.of(5, 0)),
                "roads");

        assertThat(RuleReview.of(List.of(night, lateByChannel), NAMES).overlaps())
                .containsExactly(new RuleReview.Overlap(0, 1, "channel"));
    }

    @Test
    void aServiceOfTooManyRowsIsSaidNotToHaveBeenChecked() {
        List<Rule> rules = new ArrayList<>();
        for (int row = 0; row < 501; row++) {
            rules.add(rule(row + "", Set.of("s1"), Set.of("a1"), Set.of(), Set.of(), new TimeWindow.Always(), "parks"));
        }

        RuleReview.Review review = RuleReview.of(rules, NAMES);

        assertThat(review.unchecked()).containsExactly(Map.entry(RuleReview.Limit.ROWS, Set.of("s1")));
        assertThat(RuleReview.of(rules.subList(0, 500), NAMES).unchecked()).isEmpty();
    }

    @Test
    void thatFurtherOverlapsAreNotSoughtIsSaid() {
        List<Rule> rules = new ArrayList<>();
        for (int row = 0; row < 11; row++) {
            rules.add(
                    rule("a" + row, Set.of("s1"), Set.of("a1"), Set.of(), Set.of(), new TimeWindow.Always(), "parks"));
        }
        for (int row = 0; row < 11; row++) {
            rules.add(
                    rule("c" + row, Set.of("s1"), Set.of(), Set.of("api"), Set.of(), new TimeWindow.Always(), "roads"));
        }

        RuleReview.Review review = RuleReview.of(rules, NAMES);

        assertThat(review.overlaps()).hasSize(RuleReview.Limit.OVERLAPS.most());
        assertThat(review.unchecked()).containsOnlyKeys(RuleReview.Limit.OVERLAPS);
    }

    @Test
    void furtherWindowsThanCanBeTriedAreSaidNotToHaveBeenChecked() {
        List<Rule> rules = new ArrayList<>();
        Map<String, Map<String, Set<String>>> services = new HashMap<>();
        for (int row = 0; row <= RuleReview.Limit.TIMES.most(); row++) {
            String service = String.format("s%03d", row);
            services.put(service, Map.of());
            rules.add(dated(service, TODAY, TODAY.plusDays(row), "roads"));
        }
        services.put("t", Map.of());
        rules.add(dated("t", TODAY, TODAY.plusDays(600), "roads"));
        rules.add(dated("t", TODAY.plusDays(300), TODAY.plusDays(700), "parks"));
        RuleReview.Names names = new RuleReview.Names(NAMES.areas(), NAMES.requesters(), services, CALENDAR, TODAY);

        RuleReview.Review review = RuleReview.of(rules, names);

        assertThat(review.unchecked()).containsExactly(Map.entry(RuleReview.Limit.TIMES, Set.of("s500", "t")));
        assertThat(review.overlaps()).isEmpty();
        assertThat(review.gaps())
                .extracting(RuleReview.Gap::service)
                .hasSize(RuleReview.Limit.TIMES.most())
                .doesNotContain("s500", "t");
        assertThat(RuleReview.of(rules.subList(501, 503), names).overlaps()).hasSize(1);
        assertThat(RuleReview.of(rules.subList(0, 500), names).unchecked()).isEmpty();
    }

    @Test
    void manyHoursInTheNightHideNoneOfTheCalendarsInTheEvening() {
        List<Rule> rules = new ArrayList<>();
        for (int minute = 1; minute <= 101; minute++) {
            LocalTime from = LocalTime.MIDNIGHT.plusMinutes(minute);
            rules.add(at("" + minute, new TimeWindow.TimeOfDay(from, from.plusMinutes(1))));
        }
        WorkingCalendar late = new WorkingCalendar(
                ZoneOffset.UTC,
                Map.of(
                        DayOfWeek.MONDAY,
                        List.of(new WorkingCalendar.Opening(LocalTime.of(23, 10), LocalTime.of(23, 20)))),
                PublicHolidays.NONE,
                Set.of());
        TimeWindow lastHour = new TimeWindow.TimeOfDay(LocalTime.of(23, 0), LocalTime.MIDNIGHT);
        rules.add(rule("open", Set.of("s2"), Set.of(), Set.of(), Set.of(), new TimeWindow.AtWork(true), "roads"));
        rules.add(rule("late", Set.of("s2"), Set.of(), Set.of(), Set.of(), lastHour, "parks"));

        RuleReview.Review review = RuleReview.of(
                rules, new RuleReview.Names(NAMES.areas(), NAMES.requesters(), NAMES.choices(), late, TODAY));

        assertThat(review.overlaps()).containsExactly(new RuleReview.Overlap(101, 102, "time"));
        assertThat(review.unchecked()).containsExactly(Map.entry(RuleReview.Limit.TIMES, Set.of("s1")));
        assertThat(review.gaps()).extracting(RuleReview.Gap::service).containsOnly("s2");
    }

    @Test
    void casesDividedTooFinelyAreSaidNotToHaveBeenChecked() {
        Map<String, Set<String>> questions = new HashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (int row = 0; row < 11; row++) {
            questions.put("one" + row, Set.of("yes", "no"));
            questions.put("other" + row, Set.of("yes", "no"));
            rules.add(new Rule(
                    "" + row,
                    Set.of("s"),
                    Set.of(),
                    Set.of(),
                    Map.of("one" + row, Set.of("yes"), "other" + row, Set.of("yes")),
                    Set.of(),
                    new TimeWindow.Always(),
                    "roads",
                    1,
                    Priority.NORMAL,
                    Map.of()));
        }

        RuleReview.Review review =
                RuleReview.of(rules, new RuleReview.Names(Set.of(), Map.of(), Map.of("s", questions), CALENDAR, TODAY));

        assertThat(review.unchecked()).containsExactly(Map.entry(RuleReview.Limit.CASES, Set.of("s")));
        assertThat(review.unreachable()).isEmpty();
    }

    private static List<RuleTable.Query> everyRequest() {
        List<RuleTable.Query> all = new ArrayList<>();
        for (String service : List.of("s1", "s2", "")) {
            for (String area : AREAS) {
                for (String channel : CHANNELS) {
                    for (String depth : service.equals("s1") ? DEPTHS : List.of("")) {
                        for (Instant at : List.of(MONDAY_NOON, SUNDAY_NOON)) {
                            for (String requester : REQUESTERS) {
                                for (Set<String> flags : FLAGS) {
                                    all.add(new RuleTable.Query(
                                            service,
                                            area.isEmpty() ? null : area,
                                            channel,
                                            requester,
                                            depth.isEmpty() ? Map.of() : Map.of("depth", List.of(depth)),
                                            "",
                                            flags,
                                            at));
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    /** Answers only where the service asks for them, as the reader demands. */
    @Provide
    Arbitrary<List<Rule>> tables() {
        Arbitrary<Rule> rule = Combinators.combine(
                        Arbitraries.of(SERVICES).set().ofMaxSize(2),
                        Arbitraries.of("a1", "a2").set().ofMaxSize(2),
                        Arbitraries.of(CHANNELS).set().ofMaxSize(2),
                        Arbitraries.of("anonymous", "named", "agent").set().ofMaxSize(3),
                        Arbitraries.of("shallow", "deep").set().ofMaxSize(2),
                        Arbitraries.of("photo", "earlier").set().ofMaxSize(2),
                        Arbitraries.of(
                                new TimeWindow.Always(), new TimeWindow.AtWork(true), new TimeWindow.AtWork(false)),
                        Arbitraries.of("roads", "parks"))
                .as((services, areas, channels, requesters, depths, flags, time, department) -> new Rule(
                        "",
                        services,
                        areas,
                        channels,
                        requesters,
                        services.equals(Set.of("s1")) && !depths.isEmpty() ? Map.of("depth", depths) : Map.of(),
                        Set.of(),
                        flags,
                        time,
                        department,
                        1,
                        Priority.NORMAL,
                        Visibility.PUBLIC,
                        Map.of()));
        return rule.list().ofMaxSize(12).map(AnyRules::numbered);
    }

    private static Rule dated(String service, LocalDate from, LocalDate to, String department) {
        return rule(
                service + department,
                Set.of(service),
                Set.of(),
                Set.of(),
                Set.of(),
                new TimeWindow.Dates(from, to),
                department);
    }

    private static Rule at(String id, TimeWindow time) {
        return rule(id, Set.of("s1"), Set.of(), Set.of(), Set.of(), time, "roads");
    }

    private static Rule from(String id, Set<String> requesters, Set<String> channels, String department) {
        return new Rule(
                id,
                Set.of("s1"),
                Set.of(),
                channels,
                requesters,
                Map.of(),
                Set.of(),
                Set.of(),
                new TimeWindow.Always(),
                department,
                1,
                Priority.NORMAL,
                Visibility.PUBLIC,
                Map.of());
    }

    private static Rule rule(
            String id,
            Set<String> services,
            Set<String> areas,
            Set<String> channels,
            Set<String> depths,
            TimeWindow time,
            String department) {
        return new Rule(
                id,
                services,
                areas,
                channels,
                depths.isEmpty() ? Map.of() : Map.of("depth", depths),
                Set.of(),
                time,
                department,
                1,
                Priority.NORMAL,
                Map.of());
    }
}
