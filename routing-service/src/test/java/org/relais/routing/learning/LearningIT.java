package org.relais.routing.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.io.IOException;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.DeskBrowser;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.Territories;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** From five departments' 'not ours' to a rule, and to what everybody may learn from it. */
class LearningIT extends RunningService {

    private static final String SERVICE = "park-maintenance";
    private static final String OWNER = "espaces-verts";

    @Autowired
    private Territories territories;

    @Autowired
    private JdbcTemplate database;

    @LocalServerPort
    private int port;

    @Test
    void mistakesSuggestAChangeThatIsMeasuredAndPublishedAsALesson() {
        String rule = "";
        for (int request = 0; request < 5; request++) {
            rule = declinedInFavourOfSports();
        }
        String wrong = rule;
        RestDesk operator = desk("operator");

        JsonNode rate = rate(operator);
        assertThat(rate.at("/ruleId").asString()).isEqualTo(rule);
        assertThat(rate.at("/decided").asInt()).isEqualTo(5);
        assertThat(rate.at("/wrong").asInt()).isEqualTo(5);
        assertThat(rate.at("/suggestion/department").asString()).isEqualTo("sports");

        RestDesk.Reply draft = mend(operator, wrong);
        assertThat(draft.status()).as(draft.body()).isEqualTo(201);
        String path = "/api/v1/territories/valmont/drafts/" + draft.text("/draftId");
        RestDesk.Reply published = operator.post(path + "/publish", "{}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                territories.current(TERRITORY).orElseThrow().version())
                        .isEqualTo(published.json().at("/version").asLong()));

        assertThat(routed().getDepartment()).isEqualTo("sports");
        JsonNode lesson = lesson();
        assertThat(lesson.at("/fromDepartment").asString()).isEqualTo(OWNER);
        assertThat(lesson.at("/toDepartment").asString()).isEqualTo("sports");
        assertThat(lesson.at("/before/wrong").asInt()).isEqualTo(5);
        assertThat(lesson.at("/after/decided").asInt()).isEqualTo(1);
        assertThat(lesson.at("/after/wrong").asInt()).isZero();
        assertThat(lesson.at("/endedAt").isString()).isFalse();
        assertThat(lesson.at("/text").asString())
                .contains("elles vont maintenant à « Sports", "Avant : 5 sur 5", "Depuis : 0 sur 1");

        assertThat(rates(operator)).as("what was mended is suggested no more").noneSatisfy(mended -> {
            assertThat(mended.at("/service").asString()).isEqualTo(SERVICE);
            assertThat(mended.at("/suggestion").isObject()).isTrue();
        });
        assertThat(mend(operator, wrong).text("/code")).isEqualTo("suggestion_not_found");

        assertThat(desk("admin")
                        .post(
                                "/api/v1/territories/valmont/rollback",
                                "{\"version\": "
                                        + (published.json().at("/version").asLong() - 1) + "}")
                        .status())
                .isEqualTo(200);
        assertThat(routed().getDepartment()).as("after it was taken back").isEqualTo(OWNER);
        JsonNode ended = lesson();
        assertThat(ended.at("/version")).isEqualTo(lesson.at("/version"));
        assertThat(ended.at("/endedAt").isString()).isTrue();
        assertThat(ended.at("/after/decided").asInt()).as("only while it held").isEqualTo(1);
        assertThat(ended.at("/text").asString())
                .contains("ont été envoyées à « Sports", "Entre-temps : 0 sur 1", "Ce changement a été retiré le")
                .doesNotContain("maintenant");
        assertThat(rates(operator))
                .as("what the rules decided before the change was taken back says nothing of them now")
                .noneSatisfy(back -> {
                    assertThat(back.at("/ruleId").asString()).isEqualTo(wrong);
                    assertThat(back.at("/wrong").asInt()).isPositive();
                });
    }

    @Test
    void ofVeryManyRowsThePageShowsTheMostWrong() throws IOException, InterruptedException {
        database.update("""
            insert into routing_decision (case_id, request_id, jurisdiction_id, service, channel, rule_id, territory_version,
                code, department, reason, decided_at, correction, corrected_to)
            select gen_random_uuid(), gen_random_uuid(), ?, 'crowd-' || number, 'web', '', 1, 'words_suggest', 'crowd', '{}'::jsonb,
                now(), case when number = 250 then 'declined' end, case when number = 250 then 'sports' end
            from generate_series(1, 250) number
            """, TERRITORY);
        try {
            String page = DeskBrowser.signedIn(port, "operator")
                    .get("/desk/rules/valmont/mistakes")
                    .body();

            assertThat(page.split("crowd-", -1)).hasSizeLessThanOrEqualTo(201);
            assertThat(page).contains("<td>crowd-250</td>", "Les 200 lignes qui se trompent le plus souvent");
            assertThat(rates(desk("operator")).size()).isGreaterThanOrEqualTo(250);
        } finally {
            database.update("delete from routing_decision where department = 'crowd'");
        }
    }

    @Test
    void aTerritorysLessonsAreItsOwn() {
        assertThat(desk("").get("/api/v1/lessons?jurisdictionId=atlantis")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void ratesAreForOperatorsAndLessonsForEverybody() {
        assertThat(desk("voirie").get("/api/v1/territories/valmont/misroutes").status())
                .isEqualTo(403);
        assertThat(desk("operator")
                        .post("/api/v1/territories/valmont/misroutes/draft", "{\"ruleId\": \"x\", \"service\": \"y\"}")
                        .text("/code"))
                .isEqualTo("suggestion_not_found");
        assertThat(desk("operator")
                        .post(
                                "/api/v1/territories/valmont/misroutes/draft",
                                "{\"ruleId\": \"x\", \"service\": \"y\", \"visibility\": \"hidden\"}")
                        .text("/errors/0/code"))
                .isEqualTo("visibility_unknown");
        assertThat(desk("").get("/api/v1/lessons").status()).isEqualTo(200);
    }

    private String declinedInFavourOfSports() {
        ServiceRequestRouted routed = routed();
        RestDesk.Reply declined = desk(OWNER)
                .post(
                        "/api/v1/cases/" + routed.getRequestId() + "/decline",
                        "{\"reason\": \"Ce terrain est aux sports\", \"proposedDepartment\": \"sports\"}");
        assertThat(declined.status()).as(declined.body()).isEqualTo(200);
        return routed.getReason().getRuleId();
    }

    private static ServiceRequestRouted routed() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService(SERVICE, id));
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
    }

    private static RestDesk.Reply mend(RestDesk operator, String rule) {
        return operator.post(
                "/api/v1/territories/valmont/misroutes/draft",
                "{\"ruleId\": \"" + rule + "\", \"service\": \"" + SERVICE + "\"}");
    }

    private JsonNode lesson() {
        return desk("").get("/api/v1/lessons?jurisdictionId=valmont").json().at("/items/0");
    }

    private static JsonNode rates(RestDesk operator) {
        return operator.get("/api/v1/territories/valmont/misroutes").json().get("items");
    }

    private static JsonNode rate(RestDesk operator) {
        return StreamSupport.stream(rates(operator).spliterator(), false)
                .filter(item -> item.at("/service").asString().equals(SERVICE))
                .findFirst()
                .orElseThrow();
    }
}
