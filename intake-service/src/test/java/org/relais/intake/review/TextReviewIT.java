package org.relais.intake.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.IntakeUnderTest.errors;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.intake.IntakeUnderTest;
import tools.jackson.databind.JsonNode;

/** Something personal in a public text is hidden at once, on every public face, until somebody looks at it. */
class TextReviewIT {

    private static final String REVIEWS = "/api/v1/text-reviews";
    private static final String[] AS_OPERATOR = {"Authorization", "Bearer ops~operator"};

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    private JsonNode file(String description) {
        return json(intake.file("""
            {"serviceCode": "pothole", "description": "%s", "location": {"latitude": 48.8512, "longitude": 2.3512}}
            """.formatted(description)));
    }

    private List<HttpResponse<String>> publicFaces(String code, String word) {
        return List.of(
                intake.get("/api/v1/service-requests/" + code),
                intake.get("/api/v1/service-requests?q=" + word),
                intake.get("/open311/v2/requests/" + code + ".json"),
                intake.get("/open311/v2/requests/" + code + ".xml?extensions=true"),
                intake.get("/suivi/" + code),
                intake.get("/demandes?q=" + word),
                intake.get("/demandes.atom?q=" + word));
    }

    private JsonNode waiting(String code) {
        return waiting(code, AS_OPERATOR);
    }

    private JsonNode waiting(String code, String... as) {
        JsonNode list = json(intake.get(REVIEWS, as));
        for (JsonNode item : list.path("items")) {
            if (item.path("trackingCode").asString().equals(code)) {
                return item;
            }
        }
        return list.path("none");
    }

    private HttpResponse<String> decide(String id, String decision) {
        return intake.post(REVIEWS + "/" + id, "{\"decision\": \"" + decision + "\"}", AS_OPERATOR);
    }

    @Test
    void hidesWhatIsPersonalOnEveryPublicFace() {
        String code =
                file("Cormorans : M. Paul Dupuy, 06 12 34 56 78, p.dupuy@canari.example, FR76 3000 6000 0112 3456 7890"
                                + " 189, sécu 2 55 08 14 168 025 38")
                        .path("trackingCode")
                        .asString();

        assertThat(publicFaces(code, "cormorans"))
                .allSatisfy(face -> assertThat(face.body())
                        .contains("ormorans")
                        .contains("masqu")
                        .doesNotContain("Dupuy", "dupuy", "12 34", "3000 6000", "168 025"));
        JsonNode flagged = waiting(code);
        assertThat(flagged.path("written").asString()).contains("Paul Dupuy");
        List<String> found = new ArrayList<>();
        flagged.path("found").forEach(kind -> found.add(kind.asString()));
        assertThat(found).containsExactlyInAnyOrder("email", "phone", "iban", "social_security", "likely_name");
    }

    @Test
    void showsWhatIsNobodysNameOnceSomebodyHasLooked() {
        String code = file("Tadornes : chez M. Legrand, tout est fermé, tél. 06 12 34 56 78")
                .path("trackingCode")
                .asString();
        JsonNode flagged = waiting(code);
        HttpResponse<String> before = intake.get("/api/v1/service-requests/" + code);

        assertThat(decide(flagged.path("id").asString(), "show").statusCode()).isEqualTo(204);

        HttpResponse<String> after = intake.get("/api/v1/service-requests/" + code);
        assertThat(before.body()).contains("M. [nom masqué]");
        assertThat(after.body()).contains("M. Legrand", "[téléphone masqué]");
        assertThat(after.headers().firstValue("ETag"))
                .isNotEqualTo(before.headers().firstValue("ETag"));
        assertThat(waiting(code).isMissingNode()).isTrue();
        assertThat(decide(flagged.path("id").asString(), "keep_masked").statusCode())
                .isEqualTo(204);
        assertThat(intake.get("/api/v1/service-requests/" + code).body()).contains("M. [nom masqué]");
    }

    @Test
    void takesATextOffEveryPublicFace() {
        String code = file("Guillemots, mon voisin Mme Martin boit")
                .path("trackingCode")
                .asString();

        decide(waiting(code).path("id").asString(), "hide");

        assertThat(publicFaces(code, "guillemots"))
                .allSatisfy(face -> assertThat(face.body()).doesNotContain("Guillemots"));
        assertThat(intake.get("/api/v1/service-requests?q=guillemots").body()).doesNotContain(code);
    }

    @Test
    void asksAboutWhatOthersAddToo() {
        JsonNode filed = file("Un trou");
        String path = "/api/v1/service-requests/" + filed.path("trackingCode").asString();
        intake.post(path + "/support", "{\"comment\": \"Moi aussi, voyez Mme Petit au 06 12 34 56 78\"}");

        JsonNode flagged = waiting(filed.path("trackingCode").asString());
        HttpResponse<String> before = intake.get(path);
        assertThat(before.body()).contains("voyez Mme [nom masqué] au [téléphone masqué]");
        decide(flagged.path("id").asString(), "hide");
        HttpResponse<String> after = intake.get(path);
        assertThat(after.body()).doesNotContain("voyez Mme");
        assertThat(after.headers().firstValue("ETag"))
                .isNotEqualTo(before.headers().firstValue("ETag"));
    }

    /** Who, about which request, and when; each look anew. */
    @Test
    void writesDownWhoLookedAtWhich() {
        JsonNode filed = file("Macareux : demandez à Mme Roux");
        String code = filed.path("trackingCode").asString();
        Instant before = Instant.now();

        waiting(code, "Authorization", "Bearer ines~operator");
        waiting(code, "Authorization", "Bearer ines~operator");

        assertThat(intake.database()
                        .queryForList(
                                "SELECT caller || ' ' || purpose FROM contact_read WHERE request_id = ?::uuid AND at"
                                    + " >= ? AND requester_id = (SELECT requester_id FROM service_request WHERE id ="
                                    + " request_id)",
                                String.class,
                                filed.path("id").asString(),
                                Timestamp.from(before.truncatedTo(ChronoUnit.MILLIS))))
                .containsExactly("ines text_review", "ines text_review");
    }

    @Test
    void saysWhyATextIsKeptBack() {
        String code = file("Pingouins, mon voisin M. Tournier boit")
                .path("trackingCode")
                .asString();
        String id = waiting(code).path("id").asString();

        assertThat(errors(
                        intake.post(REVIEWS + "/" + id, "{\"decision\": \"hide\", \"reason\": \"mood\"}", AS_OPERATOR)))
                .containsExactly("/reason option_unknown");
        assertThat(errors(intake.post(
                        REVIEWS + "/" + id, "{\"decision\": \"show\", \"reason\": \"insult\"}", AS_OPERATOR)))
                .containsExactly("/reason unknown_field");
        assertThat(intake.post(REVIEWS + "/" + id, "{\"decision\": \"hide\", \"reason\": \"accusation\"}", AS_OPERATOR)
                        .statusCode())
                .isEqualTo(204);
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT reason || ' ' || decided_by FROM text_review WHERE event_id = ?::uuid",
                                String.class,
                                id))
                .isEqualTo("accusation ops");
    }

    @Test
    void showsAnAgentTheTextsOfTheirOwnTownAlone() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                IntakeUnderTest towns = IntakeUnderTest.start(kafka, EmbeddedPostgres.shared())) {
            towns.withTerritory().withAnotherTown("autreville", "ponts");
            for (String town : List.of(IntakeUnderTest.TERRITORY, "autreville")) {
                assertThat(towns.file("""
                    {"serviceCode": "pothole", "description": "Voyez M. Sterne, à %s",
                     "location": {"address": "5 rue du Pont"}, "jurisdictionId": "%s"}
                    """.formatted(town, town)).statusCode()).isEqualTo(201);
            }
            String[] ofTestville = {"Authorization", "Bearer vera~operator~roads"};
            String[] ofNoTown = {"Authorization", "Bearer vera~operator~rivers"};
            JsonNode all = json(towns.get(REVIEWS, AS_OPERATOR)).path("items");
            JsonNode own = json(towns.get(REVIEWS, ofTestville)).path("items");
            String others = all.path(1).path("id").asString();
            String[] ofAutreville = {"Authorization", "Bearer zoe~operator~~autreville"};
            JsonNode theirs = json(towns.get(REVIEWS, ofAutreville)).path("items");
            assertThat(theirs).hasSize(1);
            assertThat(theirs.path(0).path("written").asString()).endsWith("autreville");
            assertThat(towns.post(
                                    REVIEWS + "/" + own.path(0).path("id").asString(),
                                    "{\"decision\": \"show\"}",
                                    ofAutreville)
                            .statusCode())
                    .isEqualTo(404);

            assertThat(all).hasSize(2);
            assertThat(own).hasSize(1);
            assertThat(own.path(0).path("written").asString()).endsWith("testville");
            assertThat(json(towns.get(REVIEWS, ofNoTown)).path("items")).isEmpty();
            assertThat(towns.post(REVIEWS + "/" + others, "{\"decision\": \"show\"}", ofTestville)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(towns.post(
                                    REVIEWS + "/" + others,
                                    "{\"decision\": \"show\"}",
                                    "Authorization",
                                    "Bearer vera~operator~ponts")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(towns.database()
                            .queryForList(
                                    "SELECT caller || ' ' || jurisdiction_id FROM contact_read JOIN service_request"
                                            + " filed ON filed.id = request_id ORDER BY 1",
                                    String.class))
                    .containsExactly("ops autreville", "ops testville", "vera testville", "zoe autreville");
        }
    }

    @Test
    void letsOnlyOperatorsLook() {
        assertThat(intake.get(REVIEWS).statusCode()).isEqualTo(401);
        assertThat(intake.get(REVIEWS, "Authorization", "Bearer roads~department")
                        .statusCode())
                .isEqualTo(403);
        assertThat(intake.post(
                                REVIEWS + "/0197a000-0000-7000-8000-000000000000",
                                "{\"decision\": \"show\"}",
                                AS_OPERATOR)
                        .statusCode())
                .isEqualTo(404);
        assertThat(errors(intake.post(
                        REVIEWS + "/0197a000-0000-7000-8000-000000000000", "{\"decision\": \"burn\"}", AS_OPERATOR)))
                .containsExactly("/decision option_unknown");
    }
}
