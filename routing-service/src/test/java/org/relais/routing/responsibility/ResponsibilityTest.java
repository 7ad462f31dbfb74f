package org.relais.routing.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Decision.Deferred;
import org.relais.routing.rules.Decision.Routed;
import org.relais.routing.rules.DeferralReason;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.rules.TimeWindow;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

/** The rules, what lies beyond the border and words, in that order. */
class ResponsibilityTest {

    private static final Territory VALMONT = DemoTerritory.territory();
    private static final Territory VALMONT_READ_AGAIN = DemoTerritory.territory();
    private static final DecisionBasis EASY = DecisionBasis.of(VALMONT).at(0.8);
    private static final GeoPoint IN_TOWN = new GeoPoint(48.85, 2.35);
    private static final GeoPoint IN_RIVEBOIS = new GeoPoint(48.85, 2.42);
    private static final String LAMP = "Le lampadaire est éteint, numéro 7 bis";

    private final Responsibility responsibility = DecidingInTests.where(VALMONT);

    @Test
    void anUnknownTerritoryDefersToAPerson() {
        assertThat(responsibility.decide(facts("atlantis", "pothole", IN_TOWN, "")))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.reasonCode()).isEqualTo("territory_unknown"));
    }

    @Test
    void rulesDecideBeforeWords() {
        assertThat(decided("pothole", IN_TOWN, LAMP))
                .isInstanceOfSatisfying(
                        Routed.class, routed -> assertThat(routed.ruleId()).isNotEmpty());
    }

    @Test
    void wordsDecideWhatNoRuleTakes() {
        assertThat(responsibility.decide(EASY, facts("valmont", "", IN_TOWN, LAMP)))
                .isInstanceOfSatisfying(Routed.class, routed -> {
                    assertThat(routed.departmentCode()).isEqualTo("eclairage");
                    assertThat(routed.reasonCode()).isEqualTo(Decision.BY_WORDS);
                });
    }

    @Test
    void beyondTheBorderNeitherRuleNorWordsDecide() {
        for (String service : List.of("pothole", "")) {
            assertThat(decided(service, IN_RIVEBOIS, LAMP)).isInstanceOfSatisfying(Deferred.class, deferred -> {
                assertThat(deferred.why()).isEqualTo(DeferralReason.OUTSIDE_ALL_AREAS);
                assertThat(deferred.facts()).containsEntry("neighbour", "rivebois");
            });
        }
    }

    @Test
    void anotherThresholdIsHeldToInPlaceOfTheTerritorys() {
        DecisionBasis demanding = EASY.at(1);

        assertThat(responsibility.decide(demanding, facts("valmont", "", IN_TOWN, LAMP)))
                .isInstanceOf(Deferred.class);
    }

    @Test
    void whatWordsNameIsHeldToTheRulesOnTrialAndNotToThoseInForce() {
        DecisionBasis onTrial = EASY.with(lampsTo("culture"));

        assertThat(responsibility.decide(onTrial, facts("valmont", "", IN_TOWN, LAMP)))
                .isInstanceOf(Deferred.class);
    }

    /** Rules, border and words; by whichever instance, after whichever other requests, and however often. */
    @Property(tries = 60)
    void theSameRequestTerritoryAndEditionGiveTheSameDecision(
            @ForAll @Size(min = 1, max = 20) List<@From("requests") RoutingFacts> requests, @ForAll Random order) {
        Responsibility other = DecidingInTests.elsewhere(order, VALMONT_READ_AGAIN);
        List<Decision> decisions = requests.stream()
                .map(request -> responsibility.decide(EASY, request))
                .toList();

        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, requests.size()).boxed().toList());
        Collections.shuffle(shuffled, order);
        for (int number : shuffled) {
            RoutingFacts request = requests.get(number);
            assertThat(other.decide(DecisionBasis.of(VALMONT_READ_AGAIN).at(0.8), request))
                    .isEqualTo(decisions.get(number));
            assertThat(responsibility.decide(EASY, request)).isEqualTo(decisions.get(number));
        }
    }

    @Provide
    Arbitrary<RoutingFacts> requests() {
        return Combinators.combine(
                        Arbitraries.of("", "unheard-of", "pothole", "streetlight", "noise", "graffiti"),
                        Arbitraries.of(IN_TOWN, IN_RIVEBOIS, new GeoPoint(48.85, 2.32))
                                .injectNull(0.2),
                        Arbitraries.of(
                                "", LAMP, "Lampadaire éteint", "Un trou dans la rue", "Des tags et un lampadaire"))
                .as((service, place, words) -> facts("valmont", service, place, words));
    }

    private Decision decided(String service, @Nullable GeoPoint place, String words) {
        return responsibility.decide(facts("valmont", service, place, words));
    }

    private static RoutingFacts facts(String jurisdictionId, String service, @Nullable GeoPoint place, String words) {
        return new RoutingFacts(
                jurisdictionId, service, place, null, Map.of(), words, "web", Instant.parse("2026-06-01T08:00:00Z"));
    }

    private static RuleBook lampsTo(String department) {
        return new RuleBook(
                2,
                VALMONT.languages(),
                Set.of("streetlight"),
                VALMONT.areas(),
                VALMONT.calendar(),
                Map.of(),
                List.of(new Rule(
                        "lamps",
                        Set.of("streetlight"),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Set.of(),
                        new TimeWindow.Always(),
                        department,
                        1,
                        Priority.NORMAL,
                        Map.of("fr", "parce que", "en", "because"))));
    }
}
