package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.territory.Neighbour;
import org.relais.routing.territory.Neighbours;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whom a territory names around it, beside the demo territory's own areas. */
class NeighboursFileTest {

    private static final String FAR_ENOUGH = "[[2.5,48.8],[2.6,48.8],[2.6,48.9],[2.5,48.9],[2.5,48.8]]";
    private static final String REACH = ", \"page\": \"https://rivebois.example/\"";

    @Test
    void theDemoTerritoryNamesWhomToTurnToOnBothSides() {
        Neighbours around = DemoTerritory.territory().neighbours();

        assertThat(around.at(new GeoPoint(48.85, 2.42)))
                .map(Neighbour::page)
                .contains("https://rivebois.example/signaler");
        assertThat(around.at(new GeoPoint(48.85, 2.28)))
                .map(neighbour -> neighbour.name().get("fr"))
                .contains("Saint-Aubin-des-Prés");
        assertThat(around.at(new GeoPoint(48.85, 2.35))).isEmpty();
        assertThat(around.at(new GeoPoint(48.95, 2.35))).isEmpty();
    }

    @Test
    void othersReadThemWithTheTerritory() {
        JsonNode neighbours = JsonMapper.builder()
                .build()
                .readTree(TerritoryDocument.of(DemoTerritory.territory()))
                .path("neighbours");

        JsonNode rivebois = neighbours.at("/features/1/properties");
        assertThat(rivebois.path("id").asString()).isEqualTo("rivebois");
        assertThat(rivebois.at("/name/en").asString()).isEqualTo("Rivebois");
        assertThat(rivebois.path("phone").asString()).isEqualTo("+33 1 99 00 30 00");
        assertThat(rivebois.has("email")).as("has none").isFalse();
        assertThat(neighbours.at("/features/1/geometry/type").asString()).isEqualTo("Polygon");
    }

    @Test
    void theFileMayBeMissingAndThenNothingIsSaidOfNeighbours() {
        Map<String, String> files = new HashMap<>(DemoTerritory.files().all());
        files.remove("neighbours.geojson");

        assertThat(TerritoryReader.read(TerritoryFiles.of(files)))
                .isInstanceOfSatisfying(TerritoryReading.Valid.class, valid -> {
                    assertThat(valid.content().neighbours().isEmpty()).isTrue();
                    assertThat(valid.digest()).isNotEqualTo(digest());
                    assertThat(TerritoryDocument.of(new Territory(1, valid.digest(), valid.content())))
                            .doesNotContain("\"neighbours\"");
                });
    }

    @Test
    void whoCannotBeReachedIsRefusedWithItsLine() {
        assertThat(findingsOf(
                        neighbour("a", FAR_ENOUGH, REACH),
                        neighbour("b", "[[2.7,48.8],[2.8,48.8],[2.8,48.9],[2.7,48.8]]", "")))
                .containsExactly("neighbour.unreachable@2");
    }

    @Test
    void howToReachThemIsCheckedWithItsLine() {
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, ", \"page\": \"rivebois.example\"")))
                .containsExactly("neighbour.page@1");
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, ", \"page\": \"javascript:alert(1)\"")))
                .containsExactly("neighbour.page@1");
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, ", \"phone\": \"soon\"")))
                .containsExactly("phone.form@1");
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, ", \"email\": \"mairie\"")))
                .containsExactly("email.form@1");
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, ", \"pages\": \"https://a.example\", \"phone\": \"112\"")))
                .containsExactly("key.unknown@1");
    }

    @Test
    void anAreaIsDrawnAsTheTerritorysOwnAre() {
        assertThat(findingsOf(neighbour("a", "[[48.8,2.5],[48.9,2.5],[48.9,2.6],[48.8,2.5]]", REACH)))
                .containsExactly("area.swapped@1");
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, REACH), neighbour("a", FAR_ENOUGH, REACH)))
                .containsExactly("code.duplicate@2");
        assertThat(findingsOf(neighbour("a", FAR_ENOUGH, REACH).replace(", \"en\": \"a\"", "")))
                .containsExactly("area.translation_missing@1");
    }

    @Test
    void whatLiesOverTheTerritoryItselfIsRefusedUnlessItIsMeant() {
        String over = "[[2.34,48.84],[2.36,48.84],[2.36,48.86],[2.34,48.86],[2.34,48.84]]";

        assertThat(findingsOf(neighbour("a", over, REACH))).contains("neighbour.overlap@1");
        assertThat(findingsOf(neighbour("a", over, REACH + ", \"overlaps\": \"intended\"")))
                .isEmpty();
    }

    @Test
    void everyFindingIsToldInBothLanguages() {
        List<Finding> findings = TerritoryReader.read(
                        DemoTerritory.with("neighbours.geojson", collection(neighbour("a", FAR_ENOUGH, ""))))
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.describe(Locale.FRENCH)).startsWith("neighbours.geojson:1: erreur: Le voisin « a »");
            assertThat(finding.describe(Locale.ENGLISH)).startsWith("neighbours.geojson:1: error: The neighbour “a”");
        });
    }

    private static String digest() {
        return DemoTerritory.territory().digest();
    }

    private static List<String> findingsOf(String... features) {
        return TerritoryReader.read(DemoTerritory.with("neighbours.geojson", collection(features))).findings().stream()
                .map(finding -> finding.code() + "@" + finding.line())
                .toList();
    }

    /** One feature a line, the first on line 1. */
    private static String collection(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",\n", features) + "]}";
    }

    private static String neighbour(String id, String ring, String reach) {
        return "{\"type\": \"Feature\", \"properties\": {\"id\": \"" + id + "\", \"name\": {\"fr\": \"" + id
                + "\", \"en\": \"" + id + "\"}" + reach + "}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": ["
                + ring + "]}}";
    }
}
