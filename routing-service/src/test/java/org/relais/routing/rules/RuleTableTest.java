package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
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

    /** So many different words a table looks for in a text as it is. */
    private static final int FEW_WORDS = 16;

    private static final List<String> DEPARTMENTS = List.of("roads", "parks", "lights", "water", "waste", "signs");

    private static final List<String> MANY_WORDS =
            IntStream.range(0, 40).mapToObj(number -> "word" + number).toList();

    @Property(tries = 500)
    void findsTheFirstRowsOfDepartmentsThatReadingRowByRowFinds(
            @ForAll("tables") List<Rule> rules, @ForAll("requests") Request request) {
        List<Rule> expected = firstOfEachDepartment(rules, rule -> matches(rule, request));

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

    /** Of so many words none is looked for by itself: the text is taken apart. */
    @Property(tries = 300)
    void rowsOfManyDifferentWordsAreFoundInTheSameOrderToo(
            @ForAll("tablesOfWords") List<Rule> rules, @ForAll("texts") List<String> said) {
        Assume.that(
                rules.stream().flatMap(rule -> rule.words().stream()).distinct().count() > FEW_WORDS);
        String text = "  (" + String.join(", ", said).toUpperCase(Locale.ROOT) + ")";

        assertThat(new RuleTable(rules).matches(saying(text), CALENDAR, 4))
                .isEqualTo(firstOfEachDepartment(rules, rule -> named(rule.words(), said)));
    }

    private static List<Rule> firstOfEachDepartment(List<Rule> rules, Predicate<Rule> matches) {
        Set<String> departments = new HashSet<>();
        return rules.stream()
                .filter(matches)
                .filter(rule -> departments.add(rule.departmentCode()))
                .limit(4)
                .toList();
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

    private static RuleTable.Query saying(String text) {
        return new RuleTable.Query("s1", "a1", "web", "named", Map.of(), text, Set.of(), Instant.EPOCH);
    }

    private static RuleTable.Query asked(String service, String area) {
        return new RuleTable.Query(service, area, "web", "named", Map.of(), "", Set.of(), Instant.EPOCH);
    }

    record Request(String service, @Nullable String area, AnyRules.Asked asked) {

        Request in(String otherArea) {
            return new Request(service, otherArea, asked);
        }
    }

    private static RuleTable.Query query(Request request) {
        AnyRules.Asked asked = request.asked();
        return new RuleTable.Query(
                request.service(),
                request.area(),
                asked.channel(),
                asked.requester(),
                asked.answers(),
                asked.words(),
                asked.flags(),
                asked.at());
    }

    private static boolean matches(Rule rule, Request request) {
        AnyRules.Asked asked = request.asked();
        return named(rule.services(), List.of(request.service()))
                && named(rule.areas(), request.area() == null ? List.of() : List.of(request.area()))
                && named(rule.channels(), List.of(asked.channel()))
                && named(rule.requesters(), List.of(asked.requester()))
                && asked.answers().entrySet().stream()
                        .allMatch(answer ->
                                named(rule.answers().getOrDefault(answer.getKey(), Set.of()), answer.getValue()))
                && named(rule.words(), List.of(asked.words().split(" ")))
                && named(rule.flags(), List.copyOf(asked.flags()))
                && rule.time().includes(asked.at(), CALENDAR);
    }

    private static boolean named(Set<String> cell, List<String> facts) {
        return cell.isEmpty() || facts.stream().anyMatch(cell::contains);
    }

    @Provide
    Arbitrary<Request> requests() {
        return Combinators.combine(
                        Arbitraries.of("s1", "s2", "s3", "s4"),
                        Arbitraries.of("a1", "a2", "a3").injectNull(0.2),
                        AnyRules.asked())
                .as(Request::new);
    }

    @Provide
    Arbitrary<List<Rule>> tables() {
        return AnyRules.tables(List.of("s1", "s2", "s3"), List.of("a1", "a2", "a3"), DEPARTMENTS);
    }

    /** Rows that look at words alone. */
    @Provide
    Arbitrary<List<Rule>> tablesOfWords() {
        return Combinators.combine(AnyRules.cells(MANY_WORDS), Arbitraries.of(DEPARTMENTS))
                .as((words, department) -> new Rule(
                        "",
                        Set.of("s1"),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        words,
                        new TimeWindow.Always(),
                        department,
                        1,
                        Priority.NORMAL,
                        Map.of()))
                .filter(rule -> !rule.words().isEmpty())
                .list()
                .ofMinSize(2 * FEW_WORDS)
                .ofMaxSize(100)
                .map(AnyRules::numbered);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(MANY_WORDS).list().ofMaxSize(6);
    }
}
