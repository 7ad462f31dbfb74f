package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.cases.PastRequests.PastRequest;
import org.relais.routing.responsibility.DecidingInTests;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.AnyRules;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.rules.TimeWindow;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.SuggestionPolicy;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

class SimulationTest {

    private static final Territory VALMONT = DemoTerritory.territory();
    private static final GeoPoint IN_TOWN = new GeoPoint(48.85, 2.35);
    private static final GeoPoint IN_RIVEBOIS = new GeoPoint(48.85, 2.42);
    private static final String LAMP = "Le lampadaire est éteint, numéro 7 bis";
    private static final List<String> SERVICES =
            VALMONT.services().stream().map(service -> service.code()).toList();
    /** Few, so that rules and requests meet. */
    private static final List<String> ASKED_FOR = List.of("pothole", "streetlight", "noise", "graffiti");

    private static final List<String> AREAS =
            VALMONT.areas().all().stream().map(area -> area.id()).toList();
    private static final List<String> DEPARTMENTS =
            VALMONT.departments().stream().map(department -> department.code()).toList();

    /** Decided one by one, each goes where it would go, and so do all of them together. */
    @Property(tries = 100)
    void whatIsPublishedDecidesAsSimulated(
            @ForAll("tables") List<Rule> rules,
            @ForAll("policies") SuggestionPolicy suggestion,
            @ForAll("requests") List<PastRequest> past) {
        Territory draft = DemoTerritory.with(rules, suggestion);
        Responsibility before = DecidingInTests.where(VALMONT);
        Responsibility afterwards = DecidingInTests.where(draft);

        for (PastRequest request : past) {
            Simulation one = simulation(draft, List.of(request));
            Decision was = before.decide(request.facts());
            Decision will = afterwards.decide(request.facts());
            assertThat(one.diff().stream().filter(share -> share.before() > 0))
                    .singleElement()
                    .extracting(Simulation.Share::department)
                    .isEqualTo(department(was));
            assertThat(one.diff().stream().filter(share -> share.after() > 0))
                    .singleElement()
                    .extracting(Simulation.Share::department)
                    .isEqualTo(department(will));
            assertThat(one.sample())
                    .extracting(Simulation.Changed::ruleBefore, Simulation.Changed::ruleAfter)
                    .isEqualTo(
                            department(was).equals(department(will))
                                    ? List.of()
                                    : List.of(tuple(rule(was), rule(will))));
            assertThat(one.adjusted()).isEqualTo(isAdjusted(was, will) ? 1 : 0);
            assertThat(one.hidden() - one.shown()).isEqualTo(isPrivate(will) - isPrivate(was));
        }
        Simulation all = simulation(draft, past);
        assertThat(all.diff().stream().mapToInt(Simulation.Share::after).sum()).isEqualTo(past.size());
        assertThat(all.diff().stream().mapToInt(Simulation.Share::before).sum()).isEqualTo(past.size());
        assertThat(all.moves().stream().mapToInt(Simulation.Move::requests).sum())
                .isEqualTo(all.changed());
    }

    @Test
    void aSimulationKnowsOfTheBorderAndOfWords() {
        List<Rule> everywhere = List.of(rule("all", Set.of("pothole"), Set.of(), "voirie"));
        Territory demanding = DemoTerritory.with(everywhere, SuggestionPolicy.USUAL.at(1));
        Territory easy = DemoTerritory.with(everywhere, SuggestionPolicy.USUAL.at(0.8));

        assertThat(goesTo(easy, facts("pothole", IN_TOWN, ""))).isEqualTo("voirie");
        assertThat(goesTo(easy, facts("pothole", IN_RIVEBOIS, ""))).isEqualTo("");
        assertThat(goesTo(easy, facts("", IN_TOWN, LAMP))).isEqualTo("eclairage");
        assertThat(goesTo(demanding, facts("", IN_TOWN, LAMP))).isEqualTo("");
    }

    private static String goesTo(Territory draft, RoutingFacts facts) {
        return simulation(draft, asPast(List.of(facts))).diff().stream()
                .filter(share -> share.after() > 0)
                .map(Simulation.Share::department)
                .findFirst()
                .orElseThrow();
    }

    private static Simulation simulation(Territory draft, List<PastRequest> past) {
        return Simulation.of(
                past, DecidingInTests.where(VALMONT), DecisionBasis.of(VALMONT), DecisionBasis.of(draft), past.size());
    }

    @Property(tries = 100)
    void everyRequestHasOneDepartmentOrAStatedReasonAndAlwaysTheSame(
            @ForAll("tables") List<Rule> rules, @ForAll("requests") List<PastRequest> past) {
        RuleBook book = book(3, rules);

        for (PastRequest request : past) {
            Decision decision = book.decide(request.facts());
            assertThat(decision.reason()).isNotEmpty();
            assertThat(book(3, rules).decide(request.facts())).isEqualTo(decision);
        }
    }

    private static String department(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.departmentCode() : "";
    }

    private static String rule(Decision decision) {
        return switch (decision) {
            case Decision.Routed routed -> routed.ruleId().isEmpty() ? Decision.BY_WORDS : routed.ruleId();
            case Decision.Deferred deferred -> deferred.reasonCode();
        };
    }

    private static boolean isAdjusted(Decision was, Decision will) {
        return was instanceof Decision.Routed one
                && will instanceof Decision.Routed other
                && one.departmentCode().equals(other.departmentCode())
                && (one.workingDays() != other.workingDays() || one.priority() != other.priority());
    }

    private static int isPrivate(Decision decision) {
        return decision.visibility() == Visibility.PRIVATE ? 1 : 0;
    }

    private static RuleBook book(long version, List<Rule> rules) {
        return new RuleBook(
                version,
                VALMONT.languages(),
                Set.copyOf(SERVICES),
                VALMONT.areas(),
                VALMONT.calendar(),
                Map.of(),
                rules);
    }

    private static Rule rule(String id, Set<String> services, Set<String> areas, String department) {
        return new Rule(
                id,
                services,
                areas,
                Set.of(),
                Map.of(),
                Set.of(),
                new TimeWindow.Always(),
                department,
                1,
                Priority.NORMAL,
                Map.of("fr", "parce que", "en", "because"));
    }

    @Provide
    Arbitrary<List<Rule>> tables() {
        return AnyRules.tables(ASKED_FOR, AREAS, DEPARTMENTS);
    }

    @Provide
    Arbitrary<SuggestionPolicy> policies() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(0.1, 0.8, 1.0),
                        Arbitraries.of(SuggestionPolicy.Contradiction.class))
                .as(SuggestionPolicy::new);
    }

    /** Within the border, near it, beyond it and without a place; of services that there are, that there aren't, and of none. */
    @Provide
    Arbitrary<List<PastRequest>> requests() {
        return Combinators.combine(
                        Arbitraries.of(Stream.concat(Stream.of("", "unheard-of"), ASKED_FOR.stream())
                                .toList()),
                        Combinators.combine(
                                        Arbitraries.doubles().between(48.80, 48.90),
                                        Arbitraries.doubles().between(2.28, 2.44))
                                .as(GeoPoint::new)
                                .injectNull(0.1),
                        Arbitraries.of("", LAMP, "Un trou dans la rue", "Un banc cassé"),
                        AnyRules.asked())
                .as(SimulationTest::facts)
                .list()
                .ofMaxSize(30)
                .map(SimulationTest::asPast);
    }

    private static RoutingFacts facts(String service, @Nullable GeoPoint place, String words, AnyRules.Asked asked) {
        return new RoutingFacts(
                "valmont",
                service,
                place,
                null,
                asked.answers(),
                words + " " + asked.words(),
                asked.channel(),
                asked.requester(),
                asked.flags(),
                asked.at());
    }

    private static RoutingFacts facts(String service, @Nullable GeoPoint place, String words) {
        return new RoutingFacts(
                "valmont", service, place, null, Map.of(), words, "web", Instant.parse("2026-06-01T10:00:00Z"));
    }

    private static List<PastRequest> asPast(List<RoutingFacts> facts) {
        List<PastRequest> past = new ArrayList<>();
        facts.forEach(each -> past.add(new PastRequest(
                new UUID(0, past.size()),
                "K7QF-29MD",
                each,
                null,
                past.size() % 2 == 0 ? Set.of() : Set.of("eclairage"))));
        return past;
    }
}
