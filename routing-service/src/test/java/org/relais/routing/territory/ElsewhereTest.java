package org.relais.routing.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Decision.Deferred;
import org.relais.routing.rules.Decision.Routed;
import org.relais.routing.rules.DeferralReason;
import org.relais.routing.rules.NearbyArea;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.folder.DemoTerritory;

/** What is decided beyond the demo territory's border. */
class ElsewhereTest {

    private static final GeoPoint IN_RIVEBOIS = new GeoPoint(48.85, 2.42);
    private static final GeoPoint IN_RIVEBOIS_NEAR_THE_BORDER = new GeoPoint(48.843, 2.3993);
    private static final GeoPoint NOBODYS = new GeoPoint(48.95, 2.35);
    private static final String RIVEBOIS = """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
         "properties": {"id": "rivebois", "name": {"fr": "Rivebois", "en": "Rivebois"}},
         "geometry": {"type": "Polygon", "coordinates":
          [[[2.405, 48.82], [2.46, 48.82], [2.46, 48.88], [2.405, 48.88], [2.405, 48.82]]]}}]}
        """;
    private static final Territory VALMONT = DemoTerritory.territory();

    @Test
    void whatRulesTakeFromAnywhereIsNotTakenFromANeighbourWhoIsNamed() {
        Decision decision = decided(VALMONT, "pothole", IN_RIVEBOIS);

        assertThat(VALMONT.ruleBook().decide(facts("pothole", IN_RIVEBOIS))).isInstanceOf(Routed.class);
        assertThat(decision).isInstanceOfSatisfying(Deferred.class, deferred -> {
            assertThat(deferred.why()).isEqualTo(DeferralReason.OUTSIDE_ALL_AREAS);
            assertThat(deferred.reason().get("fr"))
                    .isEqualTo("Cet endroit se trouve hors de notre territoire. Le bon interlocuteur est Rivebois"
                            + " (https://rivebois.example/signaler, +33 1 99 00 30 00)."
                            + " Un agent va examiner votre demande.");
            assertThat(deferred.reason().get("en")).contains("outside our territory", "Rivebois");
            assertThat(deferred.facts()).containsEntry("neighbour", "rivebois");
            assertThat(deferred.runnersUp()).isNotEmpty();
        });
    }

    @Test
    void whereNobodyIsKnownThatIsSaid() {
        assertThat(decided(VALMONT, "pothole", NOBODYS)).isInstanceOfSatisfying(Deferred.class, deferred -> {
            assertThat(deferred.why()).isEqualTo(DeferralReason.OUTSIDE_ALL_AREAS);
            assertThat(deferred.reason().get("fr")).contains("en dehors");
            assertThat(deferred.facts()).doesNotContainKey("neighbour");
        });
    }

    @Test
    void whatARuleWouldHaveShownIsPrivateWhereAnotherOfItsServiceHides() {
        Territory hiding = DemoTerritory.of("rules.csv", """
            id,service,area,department,workingDays,visibility,reason.fr,reason.en
            near-the-station,pothole,la-gare,voirie,5,private,Près de la gare,Near the station
            anywhere,*,,voirie,5,,Toujours,Always
            """);

        assertThat(hiding.ruleBook().decide(facts("pothole", IN_RIVEBOIS)).visibility())
                .isEqualTo(Visibility.PUBLIC);
        assertThat(decided(hiding, "pothole", IN_RIVEBOIS))
                .isInstanceOfSatisfying(
                        Deferred.class,
                        deferred -> assertThat(deferred.visibility()).isEqualTo(Visibility.PRIVATE));
        assertThat(decided(hiding, "streetlight", IN_RIVEBOIS).visibility()).isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void aRequestWithoutAServiceIsAnsweredByItsPlace() {
        assertThat(decided(VALMONT, "", IN_RIVEBOIS).facts()).containsEntry("neighbour", "rivebois");
    }

    @Test
    void soNearToTheBorderTheRulesDecideAndTriageIsOfferedBoth() {
        assertThat(decided(VALMONT, "pothole", IN_RIVEBOIS_NEAR_THE_BORDER)).isInstanceOf(Routed.class);

        Decision works = decided(VALMONT, "street-works", IN_RIVEBOIS_NEAR_THE_BORDER);
        assertThat(works.facts()).containsEntry("neighbour", "rivebois");
        assertThat(NearbyArea.in(works.facts())).isNotEmpty();
        assertThat(works.runnersUp()).isNotEmpty();
    }

    @Test
    void whereTheServiceWantsNoPlaceItDoesNotMatter() {
        String services = DemoTerritory.text("services.yaml");
        Territory anywhere = DemoTerritory.of(
                "services.yaml", services.replace("  - code: pothole\n", "  - code: pothole\n    place: none\n"));

        assertThat(decided(anywhere, "pothole", IN_RIVEBOIS)).isInstanceOf(Routed.class);
    }

    @Test
    void aPlaceInsideAndOneThatIsMissingAreTheRulesOwnAffair() {
        for (RoutingFacts facts : List.of(facts("pothole", new GeoPoint(48.85, 2.35)), facts("pothole", null))) {
            Decision byRules = VALMONT.ruleBook().decide(facts);

            assertThat(elsewhere(VALMONT).consider(DecisionBasis.of(VALMONT), facts, byRules))
                    .isEqualTo(byRules);
        }
    }

    @Test
    void aTerritoryThatNamesNobodyTakesWhatItsRulesTake() {
        Territory alone = withoutNeighbours();

        assertThat(decided(alone, "pothole", IN_RIVEBOIS)).isInstanceOf(Routed.class);
    }

    @Test
    void anotherTerritoryOfTheDeploymentIsNamedBeforeANeighboursDrawing() {
        Territory alone = withoutNeighbours();
        Territory rivebois = DemoTerritory.of(
                Map.of(
                        "territory.yaml",
                        DemoTerritory.text("territory.yaml")
                                .replace("jurisdictionId: valmont", "jurisdictionId: rivebois-ville")
                                .replace("fr: \"Valmont-sur-Loire\"", "fr: \"Rivebois-Ville\"")
                                .replace("mairie@valmont.example", "mairie@rivebois.example"),
                        "areas.geojson",
                        RIVEBOIS,
                        "rules.csv",
                        "id,service,department,workingDays,reason.fr,reason.en\nany,*,voirie,5,Toujours,Always\n"),
                "neighbours.geojson");

        for (Territory here : List.of(VALMONT, alone)) {
            assertThat(decided(here, "pothole", IN_RIVEBOIS, rivebois))
                    .isInstanceOfSatisfying(Deferred.class, deferred -> {
                        assertThat(deferred.facts()).containsEntry("neighbour", "rivebois-ville");
                        assertThat(deferred.reason().get("fr")).contains("Rivebois-Ville", "mairie@rivebois.example");
                    });
        }
    }

    @Test
    void whoGivesNoWayToBeReachedIsNamedAlone() {
        Neighbour unreachable = new Neighbour("rivebois", Map.of("fr", "Rivebois"), "", "", "");

        assertThat(ElsewhereTexts.of(unreachable, List.of("fr", "en")).get("fr"))
                .contains("Le bon interlocuteur est Rivebois. Un agent");
    }

    private static Territory withoutNeighbours() {
        return DemoTerritory.of(Map.of(), "neighbours.geojson");
    }

    private static Decision decided(Territory territory, String service, GeoPoint place, Territory... others) {
        RoutingFacts facts = facts(service, place);
        return elsewhere(territory, others)
                .consider(
                        DecisionBasis.of(territory), facts, territory.ruleBook().decide(facts));
    }

    private static Elsewhere elsewhere(Territory territory, Territory... others) {
        List<Territory> all = new ArrayList<>(List.of(others));
        all.add(territory);
        return new Elsewhere(new TheseTerritories(all));
    }

    private static RoutingFacts facts(String service, @Nullable GeoPoint place) {
        return new RoutingFacts(
                "valmont", service, place, null, Map.of(), "", "web", Instant.parse("2026-06-01T08:00:00Z"));
    }
}
