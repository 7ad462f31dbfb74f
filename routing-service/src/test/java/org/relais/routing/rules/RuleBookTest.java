package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.relais.routing.rules.Decision.Deferred;
import org.relais.routing.rules.Decision.Routed;
import org.relais.routing.territory.Department;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

/** Decisions by the demo territory's rules. */
class RuleBookTest {

    private static final GeoPoint OLD_TOWN = new GeoPoint(48.85, 2.35);
    private static final GeoPoint STATION = new GeoPoint(48.85, 2.32);
    private static final GeoPoint NEAR_THE_STATION = new GeoPoint(48.847, 2.3031);
    private static final GeoPoint ELSEWHERE = new GeoPoint(45, 5);
    private static final Instant MONDAY_MORNING = Instant.parse("2026-06-01T08:00:00Z");
    private static final Instant MONDAY_NIGHT = Instant.parse("2026-06-01T21:30:00Z");
    private static final Territory VALMONT = DemoTerritory.territory();

    private final RuleBook rules = VALMONT.ruleBook();

    @Test
    void theFirstRuleThatMatchesDecidesAndOtherDepartmentsRulesAreRunnersUp() {
        Decision decision = rules.decide(request("pothole", STATION, Map.of("depth", List.of("deep"))));

        assertThat(decision).isInstanceOfSatisfying(Routed.class, routed -> {
            assertThat(routed.departmentCode()).isEqualTo("voirie");
            assertThat(routed.ruleId()).isEqualTo("pothole-deep");
            assertThat(routed.priority()).isEqualTo(Priority.URGENT);
            assertThat(routed.territoryVersion()).isEqualTo(1);
            assertThat(routed.runnersUp())
                    .as("the rules behind it name the same department")
                    .isEmpty();
        });
    }

    @Test
    void theReasonIsGivenInEveryLanguageWithTheFactsUsed() {
        Decision decision = rules.decide(request("pothole", OLD_TOWN, Map.of("depth", List.of("deep"))));

        assertThat(decision.reason())
                .containsOnlyKeys("fr", "en")
                .allSatisfy((language, text) -> assertThat(text).isNotBlank());
        assertThat(decision.facts())
                .containsExactly(
                        Map.entry("service", "pothole"),
                        Map.entry("area", "centre-ancien"),
                        Map.entry("channel", "web"),
                        Map.entry("answer.depth", "deep"));
    }

    @Test
    void anAreaChangesTheDepartment() {
        assertThat(department("unsafe-building", OLD_TOWN)).isEqualTo("habitat");
        assertThat(department("unsafe-building", STATION)).isEqualTo("urbanisme");
    }

    @Test
    void aWordChangesTheDepartmentWhateverItsAccentsAndCapitals() {
        Decision decision = rules.decide(new RoutingFacts(
                "valmont", "asian-hornet", OLD_TOWN, null, Map.of(), "Un nid devant l'ECOLE", "web", MONDAY_MORNING));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Routed.class,
                        routed -> assertThat(routed.departmentCode()).isEqualTo("ecoles"));
    }

    @Test
    void theHourChangesTheRule() {
        assertThat(ruleAt(MONDAY_MORNING)).isEqualTo("noise");
        assertThat(ruleAt(MONDAY_NIGHT)).isEqualTo("noise-night");
    }

    @Test
    void askedAgainTimesLookAtTheFilingAndDaysCountFromTheAsking() {
        RoutingFacts later = new RoutingFacts(
                "valmont",
                "noise",
                OLD_TOWN,
                null,
                Map.of(),
                "",
                "web",
                "",
                Set.of(),
                MONDAY_MORNING,
                MONDAY_NIGHT.plus(Duration.ofDays(2)));

        assertThat(rules.decide(later)).isInstanceOfSatisfying(Routed.class, routed -> {
            assertThat(routed.ruleId()).isEqualTo("noise");
            assertThat(routed.expectedAt()).isEqualTo(VALMONT.calendar().deadline(later.askedAt(), 5));
            assertThat(routed.expectedAt()).isAfter(VALMONT.calendar().deadline(MONDAY_MORNING, 5));
        });
        assertThat(later.ofService("stray-animal").askedAt()).isEqualTo(later.askedAt());
    }

    @Test
    void theExpectedDateCountsWorkingDays() {
        Decision decision = rules.decide(request("pothole", OLD_TOWN, Map.of("depth", List.of("deep"))));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Routed.class,
                        routed -> assertThat(routed.expectedAt()).isEqualTo(Instant.parse("2026-06-02T15:30:00Z")));
    }

    @Test
    void withoutAPlaceARuleForAreasDefersToAPerson() {
        assertThat(deferral("street-works", null)).isEqualTo("no_location_for_area_rule");
    }

    @Test
    void aPlaceOutsideTheTerritoryDefersToAPerson() {
        assertThat(deferral("street-works", ELSEWHERE)).isEqualTo("outside_all_areas");
    }

    @Test
    void aPlaceJustOutsideIsOfferedToAPersonWithTheAreasNearByAndHowFarTheyAre() {
        Decision decision = rules.decide(request("street-works", NEAR_THE_STATION, Map.of()));

        assertThat(decision).isInstanceOfSatisfying(Deferred.class, deferred -> {
            assertThat(deferred.why()).isEqualTo(DeferralReason.OUTSIDE_ALL_AREAS);
            assertThat(deferred.runnersUp()).containsExactly(new RunnerUp("works-station", "transports"));
            assertThat(NearbyArea.in(deferred.facts())).singleElement().satisfies(near -> {
                assertThat(near.areaId()).isEqualTo("la-gare");
                assertThat(near.metres()).isBetween(60L, 90L);
            });
        });
        assertThat(NearbyArea.in(rules.decide(request("street-works", ELSEWHERE, Map.of()))
                        .facts()))
                .isEmpty();
    }

    @Test
    void whereNoRuleMatchesAPersonDecides() {
        assertThat(deferral("other", OLD_TOWN)).isEqualTo("no_rule_matches");
    }

    @Test
    void anUnknownServiceDefersToAPerson() {
        assertThat(deferral("teleportation", OLD_TOWN)).isEqualTo("unknown_service");
    }

    @Test
    void aRequestWithoutAServiceDefersToAPerson() {
        assertThat(deferral("", OLD_TOWN)).isEqualTo("service_missing");
    }

    @Test
    void whatPeopleWroteIsNotAmongTheFacts() {
        Decision decision = rules.decide(new RoutingFacts(
                "valmont",
                "bulky-waste",
                OLD_TOWN,
                "3 rue Secrète",
                Map.of("volume", List.of("call 0612345678")),
                "My name is Zoé",
                "web",
                MONDAY_MORNING));

        assertThat(decision.facts().toString()).doesNotContain("Secrète", "0612345678", "Zoé");
    }

    @Property
    void everyRequestGetsADepartmentOfTheTerritoryOrAStatedDeferral(@ForAll("requests") RoutingFacts request) {
        switch (rules.decide(request)) {
            case Routed routed -> {
                assertThat(VALMONT.departments()).extracting(Department::code).contains(routed.departmentCode());
                assertThat(VALMONT.calendarOf(routed.departmentCode()).isOpen(routed.expectedAt()))
                        .isTrue();
                assertThat(routed.reason()).containsOnlyKeys("fr", "en");
            }
            case Deferred deferred -> {
                assertThat(deferred.reasonCode()).isNotBlank();
                assertThat(deferred.reason()).containsOnlyKeys("fr", "en");
            }
        }
    }

    @Property
    void theSameRequestAndVersionGiveTheSameDecision(@ForAll("requests") RoutingFacts request) {
        assertThat(DEMO_AGAIN.ruleBook().decide(request)).isEqualTo(rules.decide(request));
    }

    private static final Territory DEMO_AGAIN = DemoTerritory.territory();

    @Provide
    Arbitrary<RoutingFacts> requests() {
        List<String> services = Stream.concat(
                        Stream.of("", "unheard-of"), VALMONT.services().stream().map(Service::code))
                .toList();
        return Combinators.combine(
                        Arbitraries.of(services),
                        Combinators.combine(
                                        Arbitraries.doubles().between(48.80, 48.90),
                                        Arbitraries.doubles().between(2.28, 2.42))
                                .as(GeoPoint::new)
                                .injectNull(0.2),
                        Arbitraries.of(
                                Map.<String, List<String>>of(),
                                Map.of("depth", List.of("deep")),
                                Map.of("surface", List.of("private"), "offensive", List.of("yes")),
                                Map.of("place", List.of("school", "home"))),
                        Arbitraries.of("", "un trou dans la rue", "poubelle", "école", "🙂"),
                        Arbitraries.of("web", "api", "counter", "import"),
                        Arbitraries.longs()
                                .between(1_767_225_600L, 1_798_761_600L)
                                .map(Instant::ofEpochSecond))
                .as((service, point, answers, words, channel, at) ->
                        new RoutingFacts("valmont", service, point, null, answers, words, channel, at));
    }

    private String department(String service, GeoPoint place) {
        return ((Routed) rules.decide(request(service, place, Map.of()))).departmentCode();
    }

    private String deferral(String service, @Nullable GeoPoint place) {
        return ((Deferred) rules.decide(request(service, place, Map.of()))).reasonCode();
    }

    private String ruleAt(Instant moment) {
        RoutingFacts facts = new RoutingFacts("valmont", "noise", OLD_TOWN, null, Map.of(), "", "web", moment);
        return ((Routed) rules.decide(facts)).ruleId();
    }

    private static RoutingFacts request(String service, @Nullable GeoPoint place, Map<String, List<String>> answers) {
        return new RoutingFacts("valmont", service, place, null, answers, "", "web", MONDAY_MORNING);
    }
}
