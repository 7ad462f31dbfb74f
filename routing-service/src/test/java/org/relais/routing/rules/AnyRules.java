package org.relais.routing.rules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Tables of rules with every kind of condition, and what requests say to them: few values, so that rows overlap and are met. */
public final class AnyRules {

    /** What rules of these tables look for in texts. */
    public static final List<String> WORDS = List.of("hole", "tree", "water");

    private static final TimeWindow WEEKEND = new TimeWindow.Weekdays(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
    private static final TimeWindow SUMMER = new TimeWindow.Season(MonthDay.of(6, 15), MonthDay.of(9, 15));

    private AnyRules() {}

    /**
     * What of a request the rules look at, besides its service and place.
     *
     * @param words the description
     * @param at when it was filed
     */
    public record Asked(
            String channel,
            String requester,
            Map<String, List<String>> answers,
            String words,
            Set<String> flags,
            Instant at) {}

    public static Arbitrary<Asked> asked() {
        return Combinators.combine(
                        Arbitraries.of("web", "api"),
                        Arbitraries.of("anonymous", "agent", ""),
                        Arbitraries.of("shallow", "deep").list().ofMaxSize(2),
                        Arbitraries.of("small", "large", "huge").list().ofMaxSize(2),
                        Arbitraries.of(WORDS).list().ofMaxSize(3).map(words -> String.join(" ", words)),
                        cells(List.of("photo", "earlier", "personal_data")),
                        Arbitraries.longs().between(0, 400L * 24 * 3600).map(Instant::ofEpochSecond))
                .as((channel, requester, depth, size, words, flags, at) ->
                        new Asked(channel, requester, Map.of("depth", depth, "size", size), words, flags, at));
    }

    /** Long tables, so that both kinds of posting list come up. */
    public static Arbitrary<List<Rule>> tables(List<String> services, List<String> areas, List<String> departments) {
        Arbitrary<Rule> rule = Combinators.combine(
                        cells(services),
                        cells(areas),
                        Combinators.combine(
                                        cells(List.of("web", "api")), cells(List.of("anonymous", "agent", "partner")))
                                .as(From::new),
                        cells(List.of("shallow", "deep")),
                        cells(List.of("small", "large", "huge")),
                        Combinators.combine(cells(WORDS), cells(List.of("photo", "earlier")))
                                .as(Said::new),
                        windows(),
                        outcomes(departments))
                .as((in, where, from, depth, size, said, time, outcome) -> new Rule(
                        "",
                        in,
                        where,
                        from.channels(),
                        from.requesters(),
                        answers(depth, size),
                        said.words(),
                        said.flags(),
                        time,
                        outcome.department(),
                        outcome.workingDays(),
                        outcome.priority(),
                        outcome.visibility(),
                        Map.of("fr", "parce que", "en", "because")));
        return rule.list().ofMaxSize(150).map(AnyRules::numbered);
    }

    private record From(Set<String> channels, Set<String> requesters) {}

    private record Said(Set<String> words, Set<String> flags) {}

    private record Outcome(String department, int workingDays, Priority priority, Visibility visibility) {}

    private static Arbitrary<Outcome> outcomes(List<String> departments) {
        return Combinators.combine(
                        Arbitraries.of(departments),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(Priority.class),
                        Arbitraries.of(Visibility.class))
                .as(Outcome::new);
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

    static Arbitrary<Set<String>> cells(Collection<String> values) {
        return Arbitraries.of(values).set().ofMaxSize(2);
    }

    /** Where a numbered rule stands in its list. */
    static int numberOf(Rule rule) {
        return Integer.parseInt(rule.id().substring(1));
    }

    static List<Rule> numbered(List<Rule> rules) {
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
