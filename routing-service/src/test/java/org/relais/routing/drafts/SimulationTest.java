package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.cases.PastRequests.PastRequest;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Responsibility;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.rules.TimeWindow;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

class SimulationTest {

    private static final Territory VALMONT = DemoTerritory.territory();
    private static final List<String> SERVICES =
            VALMONT.services().stream().map(service -> service.code()).toList();
    private static final List<String> AREAS =
            VALMONT.areas().all().stream().map(area -> area.id()).toList();
    private static final List<String> DEPARTMENTS =
            VALMONT.departments().stream().map(department -> department.code()).toList();

    @Property(tries = 100)
    void publishedRulesBehaveAsSimulated(
            @ForAll("tables") List<Rule> rules, @ForAll("requests") List<PastRequest> past) {
        RuleBook other = book(2, rules);
        Simulation simulation = Simulation.of(
                past,
                request -> VALMONT.ruleBook().decide(request.facts()),
                request -> other.decide(request.facts()),
                past.size());

        Responsibility afterwards = new Responsibility(id -> Optional.of(book(2, rules)));
        Map<String, Integer> got = new HashMap<>();
        past.forEach(request -> got.merge(department(afterwards.decide(request.facts())), 1, Integer::sum));

        assertThat(simulation.diff().stream().filter(share -> share.after() > 0))
                .allSatisfy(share -> assertThat(share.after()).isEqualTo(got.get(share.department())));
        assertThat(simulation.diff().stream().mapToInt(Simulation.Share::after).sum())
                .isEqualTo(past.size());
        assertThat(simulation.diff().stream().mapToInt(Simulation.Share::before).sum())
                .isEqualTo(past.size());
        assertThat(simulation.moves().stream()
                        .mapToInt(Simulation.Move::requests)
                        .sum())
                .isEqualTo(simulation.changed());
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

    @Provide
    Arbitrary<List<Rule>> tables() {
        return Combinators.combine(
                        Arbitraries.of(SERVICES).set().ofMaxSize(3),
                        Arbitraries.of(AREAS).set().ofMaxSize(2),
                        Arbitraries.of(DEPARTMENTS),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((services, areas, department, number) -> new Rule(
                        "r" + number,
                        services,
                        areas,
                        Set.of(),
                        Map.of(),
                        Set.of(),
                        new TimeWindow.Always(),
                        department,
                        1,
                        Priority.NORMAL,
                        Map.of("fr", "parce que", "en", "because")))
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<PastRequest>> requests() {
        return Combinators.combine(
                        Arbitraries.of(SERVICES),
                        Arbitraries.doubles().between(48.80, 48.90),
                        Arbitraries.doubles().between(2.30, 2.40))
                .as((service, latitude, longitude) -> new RoutingFacts(
                        "valmont",
                        service,
                        new GeoPoint(latitude, longitude),
                        null,
                        Map.of(),
                        "",
                        "web",
                        Instant.parse("2026-06-01T10:00:00Z")))
                .list()
                .ofMaxSize(30)
                .map(SimulationTest::asPast);
    }

    private static List<PastRequest> asPast(List<RoutingFacts> facts) {
        List<PastRequest> past = new ArrayList<>();
        facts.forEach(each -> past.add(new PastRequest(new UUID(0, past.size()), "K7QF-29MD", each, null, null)));
        return past;
    }
}
