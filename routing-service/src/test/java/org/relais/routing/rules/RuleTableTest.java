package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;

/** The indexed table against one that reads row by row. */
class RuleTableTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(
            ZoneOffset.UTC,
            Map.of(DayOfWeek.MONDAY, List.of(new WorkingCalendar.Opening(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
            PublicHolidays.NONE,
            Set.of());

    private static final TimeWindow WEEKEND = new TimeWindow.Weekdays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    private static final TimeWindow SUMMER = new TimeWindow.Season(MonthDay.of(6, 15), MonthDay.of(9, 15));

    @Property(tries = 500)
    void findsTheRowsThatReadingRowByRowFindsInTheSameOrder(
            @ForAll("tables") List<Rule> rules, @ForAll("requests") Request request) {
        List<Rule> expected =
                rules.stream().filter(rule -> matches(rule, request)).limit(4).toList();

        assertThat(new RuleTable(rules).matches(query(request), CALENDAR, 4)).isEqualTo(expected);
    }

    @Property(tries = 500)
    void aRowThatAnotherCoversIsNeverReachedBehindIt(
            @ForAll("tables") List<Rule> rules, @ForAll("requests") Request request) {
        for (Rule later : rules) {
            boolean covered =
                    rules.subList(0, rules.indexOf(later)).stream().anyMatch(earlier -> earlier.covers(later));
            if (covered) {
                assertThat(new RuleTable(rules).matches(query(request), CALENDAR, 1))
                        .doesNotContain(later);
            }
        }
    }

    @Property(tries = 300)
    void theFirstRowThatCoversAnotherIsFoundAsByReadingRowByRow(@ForAll("tables") List<Rule> rules) {
        int[] covering = RuleCoverage.coveringRows(rules);

        for (int row = 0; row < covering.length; row++) {
            Rule later = rules.get(row);
            int expected = -1;
            for (int earlier = 0; earlier < row && expected < 0; earlier++) {
                expected = rules.get(earlier).covers(later) ? earlier : -1;
            }
            assertThat(covering[row]).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void aRowThatWantsAnAreaIsFoundWhereverItIs(
            @ForAll("tables") List<Rule> rules, @ForAll("requests") Request request) {
        boolean expected = rules.stream()
                .filter(rule -> !rule.areas().isEmpty())
                .anyMatch(rule -> rule.areas().stream().anyMatch(area -> matches(rule, request.in(area))));

        assertThat(new RuleTable(rules).matchesInSomeArea(query(request), CALENDAR))
                .isEqualTo(expected);
    }

    @Test
    void aRowThatNamesVeryManyServicesAndAreasIsFoundLikeAnyOther() {
        Set<String> areas =
                IntStream.range(0, 3_000).mapToObj(area -> "a" + area).collect(Collectors.toSet());
        Rule wide = new Rule(
                "wide",
                Set.of("s1", "s2"),
                areas,
                Set.of(),
                Map.of(),
                Set.of(),
                new TimeWindow.Always(),
                "roads",
                1,
                Priority.NORMAL,
                Map.of());
        RuleTable table = new RuleTable(List.of(wide));

        assertThat(table.matches(asked("s2", "a2999"), CALENDAR, 1)).containsExactly(wide);
        assertThat(table.matches(asked("s3", "a2999"), CALENDAR, 1)).isEmpty();
        assertThat(table.matches(asked("s2", "elsewhere"), CALENDAR, 1)).isEmpty();
    }

    /** A gate has room for fifteen channels. */
    @Test
    void rowsOfManyChannelsAreFoundByTheirOwnAlone() {
        List<Rule> rules = IntStream.range(0, 40)
                .mapToObj(number -> new Rule(
                        "r" + number,
                        Set.of("s1"),
                        Set.of("a1"),
                        Set.of("c" + number),
                        Map.of("depth", Set.of("d" + number)),
                        Set.of(),
                        new TimeWindow.Always(),
                        "roads",
                        1,
                        Priority.NORMAL,
                        Map.of()))
                .toList();
        RuleTable table = new RuleTable(rules);

        for (int number : new int[] {0, 14, 15, 39}) {
            assertThat(table.matches(asked("s1", "a1", "c" + number, "d" + number), CALENDAR, 4))
                    .containsExactly(rules.get(number));
        }
        assertThat(table.matches(asked("s1", "a1", "c39", "d38"), CALENDAR, 4)).isEmpty();
        assertThat(table.matches(asked("s1", "a1", "other", "d3"), CALENDAR, 4)).isEmpty();
    }

    private static RuleTable.Query asked(String service, String area, String channel, String depth) {
        return new RuleTable.Query(
                service, area, channel, "named", Map.of("depth", List.of(depth)), "", Set.of(), Instant.EPOCH);
    }

    private static RuleTable.Query asked(String service, String area) {
        return new RuleTable.Query(service, area, "web", "named", Map.of(), "", Set.of(), Instant.EPOCH);
    }

    record Request(
            String service,
            @Nullable String area,
            String channel,
            String requester,
            List<String> depth,
            List<String> size,
            Said said) {

        Request in(String otherArea) {
            return new Request(service, otherArea, channel, requester, depth, size, said);
        }
    }

    record Said(String words, Set<String> flags, Instant at) {}

    private static RuleTable.Query query(Request request) {
        return new RuleTable.Query(
                request.service(),
                request.area(),
                request.channel(),
                request.requester(),
                Map.of("depth", request.depth(), "size", request.size()),
                request.said().words(),
                request.said().flags(),
                request.said().at());
    }

    private static boolean matches(Rule rule, Request request) {
        return named(rule.services(), List.of(request.service()))
                && named(rule.areas(), request.area() == null ? List.of() : List.of(request.area()))
                && named(rule.channels(), List.of(request.channel()))
                && named(rule.requesters(), List.of(request.requester()))
                && named(rule.answers().getOrDefault("depth", Set.of()), request.depth())
                && named(rule.answers().getOrDefault("size", Set.of()), request.size())
                && named(rule.words(), List.of(request.said().words().split(" ")))
                && named(rule.flags(), List.copyOf(request.said().flags()))
                && rule.time().includes(request.said().at(), CALENDAR);
    }

    private static boolean named(Set<String> cell, List<String> facts) {
        return cell.isEmpty() || facts.stream().anyMatch(cell::contains);
    }

    @Provide
    Arbitrary<Request> requests() {
        return Combinators.combine(
                        Arbitraries.of("s1", "s2", "s3", "s4"),
                        Arbitraries.of("a1", "a2", "a3").injectNull(0.2),
                        Arbitraries.of("web", "api"),
                        Arbitraries.of("anonymous", "agent", ""),
                        Arbitraries.of("shallow", "deep").list().ofMaxSize(2),
                        Arbitraries.of("small", "large", "huge").list().ofMaxSize(2),
                        said())
                .as(Request::new);
    }

    private static Arbitrary<Said> said() {
        return Combinators.combine(
                        Arbitraries.of("hole", "tree", "water")
                                .list()
                                .ofMaxSize(3)
                                .map(words -> String.join(" ", words)),
                        cells("photo", "earlier", "personal_data"),
                        Arbitraries.longs().between(0, 400L * 24 * 3600).map(Instant::ofEpochSecond))
                .as(Said::new);
    }

    private static Arbitrary<TimeWindow> windows() {
        return Arbitraries.of(
                new TimeWindow.Always(),
                new TimeWindow.AtWork(true),
                new TimeWindow.AtWork(false),
                new TimeWindow.TimeOfDay(LocalTime.of(22, 0), LocalTime.of(6, 0)),
                WEEKEND,
                new TimeWindow.Weekdays(Set.of(DayOfWeek.SUNDAY)),
                SUMMER,
                new TimeWindow.Season(MonthDay.of(12, 20), MonthDay.of(1, 5)),
                new TimeWindow.Season(MonthDay.of(7, 14), MonthDay.of(7, 14)),
                new TimeWindow.Dates(LocalDate.of(1970, 6, 1), LocalDate.of(1970, 8, 31)),
                new TimeWindow.Dates(LocalDate.of(1970, 7, 1), LocalDate.of(1970, 7, 31)),
                new TimeWindow.AllOf(List.of(SUMMER, WEEKEND)),
                new TimeWindow.AllOf(List.of(SUMMER, WEEKEND, new TimeWindow.AtWork(false))),
                new TimeWindow.AnyOf(
                        List.of(SUMMER, new TimeWindow.Dates(LocalDate.of(1970, 12, 24), LocalDate.of(1970, 12, 26)))));
    }

    /** Long tables with few values, so that rows overlap and both kinds of posting list come up. */
    @Provide
    Arbitrary<List<Rule>> tables() {
        Arbitrary<Rule> rule = Combinators.combine(
                        cells("s1", "s2", "s3"),
                        cells("a1", "a2", "a3"),
                        Combinators.combine(cells("web", "api"), cells("anonymous", "agent", "partner"))
                                .as(From::new),
                        cells("shallow", "deep"),
                        cells("small", "large", "huge"),
                        cells("hole", "tree", "water"),
                        cells("photo", "earlier"),
                        windows())
                .as((services, areas, from, depth, size, words, flags, time) -> new Rule(
                        "",
                        services,
                        areas,
                        from.channels(),
                        from.requesters(),
                        answers(depth, size),
                        words,
                        flags,
                        time,
                        "roads",
                        1,
                        Priority.NORMAL,
                        Visibility.PUBLIC,
                        Map.of()));
        return rule.list().ofMaxSize(150).map(RuleTableTest::numbered);
    }

    private record From(Set<String> channels, Set<String> requesters) {}

    private static Map<String, Set<String>> answers(Set<String> depth, Set<String> size) {
        Map<String, Set<String>> answers = new HashMap<>();
        if (!depth.isEmpty()) {
            answers.put("depth", depth);
        }
        if (!size.isEmpty()) {
            answers.put("size", size);
        }
        return answers;
    }

    private static Arbitrary<Set<String>> cells(String... values) {
        return Arbitraries.of(values).set().ofMaxSize(2);
    }

    private static List<Rule> numbered(List<Rule> rules) {
        List<Rule> numbered = new ArrayList<>();
        for (Rule rule : rules) {
            numbered.add(new Rule(
                    "r" + numbered.size(),
                    rule.services(),
                    rule.areas(),
                    rule.channels(),
                    rule.requesters(),
                    rule.answers(),
                    rule.words(),
                    rule.flags(),
                    rule.time(),
                    rule.departmentCode(),
                    rule.workingDays(),
                    rule.priority(),
                    rule.visibility(),
                    rule.reason()));
        }
        return numbered;
    }
}
