package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.pages.Browser.Shown;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Two territories side by side in one service of its own. */
class SeveralTerritoriesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void whoeverShowsAPlaceInTheOtherTerritoryIsLedThere() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                IntakeUnderTest intake = IntakeUnderTest.start(kafka, postgres).withTerritory()) {
            publishRiveboisVille(intake);

            HttpResponse<String> filed = intake.file("""
                {"jurisdictionId": "testville", "serviceCode": "pothole", "description": "Un trou",
                 "location": {"latitude": 48.85, "longitude": 2.6}}
                """);
            assertThat(json(filed).path("notice").asString())
                    .isEqualTo("Cet endroit est hors de Testville : adressez-vous à Rivebois-Ville"
                            + " (+33142000000, mairie@rivebois.example).");
            HttpResponse<String> there = intake.file("""
                {"jurisdictionId": "rivebois-ville", "serviceCode": "pothole", "description": "Un trou",
                 "location": {"latitude": 48.85, "longitude": 2.6}}
                """);
            assertThat(json(there).has("notice")).isFalse();

            sendsWhatWaitedWhereItWasWrittenFor(intake);
            looksAroundByAddressAlone(intake, json(there).path("trackingCode").asString());

            Browser browser = new Browser(intake);
            assertThat(browser.go("/demande").html()).contains("Testville", "Rivebois-Ville");
            browser.go("/?territory=testville");
            assertThat(browser.go("/demandes").html())
                    .as("addresses to keep name the territory")
                    .contains("href=\"/demandes.atom?territory=testville\"")
                    .contains("data-places=\"/demandes/carte?territory=testville\"")
                    .contains("data-outline=\"/demande/parts/areas?territory=testville\"")
                    .contains("name=\"territory\" value=\"testville\"");
            assertThat(browser.go("/demandes?territory=rivebois-ville").html())
                    .as("what an address names counts")
                    .contains("href=\"/demandes.atom?territory=rivebois-ville\"");
            browser.go("/demande");
            browser.send("/demande/quoi", "description", "Un trou chez les voisins");
            browser.send("/demande/service", "service", "pothole");
            Shown told = browser.send("/demande/lieu", "address", "", "latitude", "48.8500", "longitude", "2.6000");
            assertThat(told.path()).isEqualTo("/demande/lieu");
            assertThat(told.html())
                    .contains("adressez-vous à Rivebois-Ville", "href=\"/?territory=rivebois-ville\"")
                    .doesNotContain("https://rivebois.example/signaler");
            assertThat(browser.go("/?territory=rivebois-ville").html()).contains("Rivebois-Ville");
            assertThat(browser.go("/demande/lieu").html())
                    .as("there it is inside")
                    .doesNotContain("adressez-vous à");

            sendsNothingElsewhereThanThePageSays(intake);
        }
    }

    /** Another town was chosen in another tab. */
    private static void sendsNothingElsewhereThanThePageSays(IntakeUnderTest intake) {
        try (Browser browser = new Browser(intake)) {
            browser.go("/?territory=testville");
            browser.go("/demande");
            browser.send("/demande/quoi", "description", "Un banc au soleil");
            browser.send("/demande/service", "service", "idea");
            browser.send("/demande/lieu", "address", "");
            browser.send("/demande/photo");
            browser.send("/demande/coordonnees", "reply", "no");
            var sending = browser.request("/demande/verifier");
            browser.go("/?territory=rivebois-ville");

            HttpResponse<String> asked = browser.send(sending);
            assertThat(asked.uri().getPath()).isEqualTo("/demande/verifier");
            assertThat(asked.body()).contains("Vous avez choisi une autre commune entre-temps", "Rivebois-Ville");
            assertThat(territoriesOf("Un banc au soleil", intake)).isEmpty();

            browser.go("/demande/verifier");
            browser.send("/demande/verifier");
            assertThat(territoriesOf("Un banc au soleil", intake)).containsExactly("rivebois-ville");
        }
    }

    private static List<String> territoriesOf(String description, IntakeUnderTest intake) {
        return intake.database()
                .queryForList(
                        "SELECT jurisdiction_id FROM service_request WHERE description = ?", String.class, description);
    }

    /** Whatever the browser has chosen since, if anything. */
    private static void sendsWhatWaitedWhereItWasWrittenFor(IntakeUnderTest intake) {
        assertThat(intake.get("/demande/hors-ligne?territory=rivebois-ville").body())
                .contains("data-territory=\"rivebois-ville\"", "name=\"territory\" value=\"rivebois-ville\"");
        String waited = "description=Ecrit+dans+le+train&service=pothole&address=12+rue+du+Pont&reply=no";

        HttpResponse<String> sent = intake.postForm(
                "/demande/envoi",
                waited + "&territory=rivebois-ville",
                "Idempotency-Key",
                "waited-1",
                "Cookie",
                "relais-citizen-territory=testville");
        HttpResponse<String> forNone = intake.postForm("/demande/envoi", waited, "Idempotency-Key", "waited-2");
        HttpResponse<String> forOneThatLeft =
                intake.postForm("/demande/envoi", waited + "&territory=ailleurs", "Idempotency-Key", "waited-3");

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(territoriesOf("Ecrit dans le train", intake)).containsExactly("rivebois-ville");
        assertThat(forNone.statusCode()).as(forNone.body()).isEqualTo(422);
        assertThat(json(forNone).path("problems").path(0).asString()).startsWith("Plusieurs communes");
        assertThat(forOneThatLeft.statusCode()).as(forOneThatLeft.body()).isEqualTo(422);
        assertThat(json(forOneThatLeft).path("problems").path(0).asString()).endsWith("n’est plus servie ici");
    }

    /** As a feed reader or a program does, without cookies. */
    private static void looksAroundByAddressAlone(IntakeUnderTest intake, String code) {
        HttpResponse<String> feed = intake.get("/demandes.atom?territory=rivebois-ville&service=pothole");
        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.body())
                .contains("<title>Rivebois-Ville", "/requests/" + code)
                .contains("/demandes.atom?territory=rivebois-ville&amp;service=pothole");
        assertThat(json(intake.get("/demandes/carte?territory=rivebois-ville")).valueStream())
                .anyMatch(spot -> spot.path("code").asString().equals(code));
        assertThat(json(intake.get("/demandes/carte?territory=testville")).valueStream())
                .noneMatch(spot -> spot.path("code").asString().equals(code));
        assertThat(json(intake.get("/demande/parts/areas?territory=rivebois-ville"))
                        .path("features")
                        .isEmpty())
                .isFalse();
    }

    private static void publishRiveboisVille(IntakeUnderTest intake) throws Exception {
        ObjectNode territory = (ObjectNode) JSON.readTree(
                new ClassPathResource("territory/testville.json").getContentAsString(StandardCharsets.UTF_8));
        territory.put("jurisdictionId", "rivebois-ville").put("digest", "r1");
        territory.putObject("name").put("fr", "Rivebois-Ville").put("en", "Rivebois-Ville");
        ((ObjectNode) territory.path("contact")).put("email", "mairie@rivebois.example");
        territory.set("areas", territory.path("neighbours"));
        territory.remove("neighbours");
        intake.database()
                .update(
                        "INSERT INTO published_document (key, version, digest, json, fetched_at, wanted_version,"
                                + " wanted_digest) VALUES ('rivebois-ville', 3, 'r1', ?, now(), 3, 'r1')",
                        JSON.writeValueAsString(territory));
        await().untilAsserted(() -> assertThat(intake.get("/api/v1/territory?jurisdictionId=rivebois-ville")
                        .statusCode())
                .isEqualTo(200));
    }
}
