package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Answer;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.Territories;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A draft from its first row to what it does, and back. */
class DraftsIT extends RunningService {

    private static final String DRAFTS = "/api/v1/territories/valmont/drafts";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Territories territories;

    @Test
    void aDraftIsCheckedSimulatedPublishedAnnouncedAndRolledBack() {
        String past = routed("graffiti");
        RestDesk operator = desk("operator");
        String draft = started("Graffitis à la propreté");
        JsonNode whole = operator.get(DRAFTS + "/" + draft).json();
        String rules = withFirstRow(whole.at("/rules").asString(), "graffiti-trial", "graffiti", "espaces-verts");

        assertThat(operator.put(DRAFTS + "/" + draft, body("rules", rules, "revision", 1))
                        .status())
                .isEqualTo(200);
        RestDesk.Reply checks = operator.get(DRAFTS + "/" + draft + "/checks");
        RestDesk.Reply simulation = operator.post(DRAFTS + "/" + draft + "/simulation", "");

        // The rows below can no longer be reached: that is an error, with its row.
        assertThat(checks.json().at("/publishable").asBoolean()).isFalse();
        assertThat(checks.text("/remarks/0/code")).isEqualTo("rule.unreachable");
        assertThat(checks.json().at("/remarks/0/line").asInt()).isGreaterThan(2);
        assertThat(checks.text("/remarks/0/cell")).isEqualTo("id");
        assertThat(simulation.status()).isEqualTo(422);

        String exception =
                withFirstRow(whole.at("/rules").asString(), "graffiti-trial", "graffiti", "espaces-verts", "sms|web");
        operator.put(DRAFTS + "/" + draft, body("rules", exception, "revision", 2));
        RestDesk.Reply simulated = operator.post(DRAFTS + "/" + draft + "/simulation", "");
        assertThat(simulated.status()).as(simulated.body()).isEqualTo(200);
        assertThat(simulated.json().at("/changed").asInt()).isPositive();
        assertThat(simulated.json().at("/sample/0/to").asString()).isEqualTo("espaces-verts");

        long before = version();
        assertThat(explained("graffiti").text("/department/code")).isNotEqualTo("espaces-verts");
        RestDesk.Reply stale = operator.post(DRAFTS + "/" + draft + "/publish", "{\"revision\": 1}");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text("/code")).isEqualTo("draft_changed");
        assertThat(refusedField(operator.post(DRAFTS + "/" + draft + "/publish", "{\"note\": \"a\\u0000b\"}")))
                .isEqualTo("/note null_character");
        for (String field : List.of("title", "rules")) {
            assertThat(refusedField(operator.put(DRAFTS + "/" + draft, body(field, "a\0b", "revision", 3))))
                    .isEqualTo("/" + field + " null_character");
        }
        RestDesk.Reply published = operator.post(DRAFTS + "/" + draft + "/publish", "{\"note\": \"essai\"}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        long after = published.json().at("/version").asLong();
        Awaitility.await().untilAsserted(() -> assertThat(version()).isEqualTo(after));
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                WIRE.read(Topics.TERRITORY_VERSIONS.name(), TERRITORY, TerritoryPublished.class))
                        .extracting(TerritoryPublished::getVersion)
                        .contains(after));

        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("graffiti", id));
        ServiceRequestRouted event = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        assertThat(event.getDepartment()).isEqualTo("espaces-verts");
        assertThat(explained("graffiti").text("/ruleId")).isEqualTo("graffiti-trial");
        assertThat(past).isNotEmpty();
        RestDesk.Reply history = operator.get("/api/v1/territories/valmont/history");
        assertThat(history.text("/items/0/origin")).isEqualTo("draft");
        assertThat(history.text("/items/0/by")).isEqualTo("operator");
        assertThat(history.text("/items/0/note")).contains("essai");
        assertThat(operator.post(DRAFTS + "/" + draft + "/publish", "{}").text("/code"))
                .isEqualTo("draft_closed");

        assertThat(desk("admin")
                        .post("/api/v1/territories/valmont/rollback", "{\"version\": " + before + "}")
                        .status())
                .isEqualTo(200);
        Awaitility.await()
                .untilAsserted(() -> assertThat(explained("graffiti").text("/department/code"))
                        .isNotEqualTo("espaces-verts"));
    }

    @Test
    void whatIsWrongIsToldWithItsRowAndCell() {
        RestDesk operator = desk("operator");
        String draft = started("Faute de frappe");
        String rules = operator.get(DRAFTS + "/" + draft).json().at("/rules").asString();
        operator.put(
                DRAFTS + "/" + draft, body("rules", withFirstRow(rules, "typo", "grafiti", "voirie"), "revision", 1));

        JsonNode remark = operator.get(DRAFTS + "/" + draft + "/checks").json().at("/remarks/0");
        RestDesk.Reply refused = operator.post(DRAFTS + "/" + draft + "/publish", "{}");

        assertThat(remark.at("/cell").asString()).isEqualTo("service");
        assertThat(remark.at("/line").asInt()).isEqualTo(2);
        assertThat(remark.at("/message").asString()).contains("graffiti");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/rules.csv/2/service");
        assertThat(operator.delete(DRAFTS + "/" + draft).status()).isEqualTo(204);
        assertThat(operator.put(DRAFTS + "/" + draft, "{\"title\": \"x\"}").text("/code"))
                .isEqualTo("draft_closed");
    }

    @Test
    void draftsAreForOperatorsOnly() {
        assertThat(desk("").get(DRAFTS).status()).isEqualTo(401);
        assertThat(desk("voirie").get(DRAFTS).status()).isEqualTo(403);
        assertThat(desk("operator").get(DRAFTS + "/none").status()).isEqualTo(404);
        assertThat(desk("operator").post(DRAFTS, "{\"title\": \" \"}").text("/errors/0/code"))
                .isEqualTo("title_missing");
        assertThat(desk("operator")
                        .post("/api/v1/territories/atlantis/drafts", "{\"title\": \"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anyoneWithATokenLearnsWhatWouldHappenAndWhy() {
        RestDesk.Reply routed = desk("voirie")
                .post(
                        "/api/v1/territories/valmont/explain",
                        "{\"serviceCode\": \"pothole\", \"location\": {\"latitude\": 48.85, \"longitude\": 2.35},"
                                + " \"answers\": {\"depth\": [\"deep\"]}}");
        RestDesk.Reply contended = desk("voirie")
                .post(
                        "/api/v1/territories/valmont/explain",
                        "{\"serviceCode\": \"snow-ice\", \"description\": \"Le trottoir est verglacé\"}");
        RestDesk.Reply outside = desk("voirie")
                .post(
                        "/api/v1/territories/valmont/explain",
                        "{\"serviceCode\": \"street-works\", \"location\": {\"latitude\": 10, \"longitude\": 10}}");
        RestDesk.Reply nowhere = desk("voirie")
                .post("/api/v1/territories/valmont/explain", "{\"location\": {\"latitude\": 100, \"longitude\": 2}}");

        assertThat(routed.text("/outcome")).isEqualTo("routed");
        assertThat(routed.text("/ruleId")).isEqualTo("pothole-deep");
        assertThat(routed.text("/department/name")).isEqualTo("Voirie");
        assertThat(routed.text("/sentences/0")).contains("pothole-deep", "Voirie");
        assertThat(routed.json().at("/runnersUp"))
                .as("all of the same department")
                .isEmpty();
        assertThat(contended.text("/department/name")).isEqualTo("Propreté urbaine");
        assertThat(contended.text("/runnersUp/0/ruleId")).isEqualTo("snow-road");
        assertThat(outside.text("/outcome")).isEqualTo("deferred");
        assertThat(outside.text("/code")).isEqualTo("outside_all_areas");
        assertThat(nowhere.text("/errors/0/pointer")).isEqualTo("/location");
    }

    @Test
    void whatAnExplanationCannotBeGivenForIsNamedByItsField() {
        RestDesk anyone = desk("voirie");
        String explain = "/api/v1/territories/valmont/explain";

        assertThat(anyone.post(explain, "{\"answers\": {\"depth\": null}}")).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text("/errors/0/pointer")).isEqualTo("/answers/depth");
        });
        assertThat(anyone.post(explain, "{\"answers\": {\"a/b\": [\"deep\", null]}}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/answers/a~1b");
        for (String moment : List.of(Instant.MAX.toString(), "1969-12-31T23:59:59Z")) {
            assertThat(refusedField(anyone.post(explain, "{\"submittedAt\": \"" + moment + "\"}")))
                    .isEqualTo("/submittedAt moment_out_of_range");
        }
        assertThat(anyone.post(explain, "{\"requester\": \"citizen\", \"flags\": [\"foto\", null]}")
                        .json()
                        .at("/errors"))
                .extracting(error -> error.at("/code").asString())
                .containsExactly("requester_unknown", "flag_unknown");
    }

    @Test
    void rulesLookAtWhoAsksAtFlagsAndAtTheDay() {
        RestDesk operator = desk("operator");
        String draft = started("Qui demande, et quand");
        String rules = operator.get(DRAFTS + "/" + draft).json().at("/rules").asString();
        List<String> lines = rules.lines().map(line -> line + ",,").toList();
        String header = lines.getFirst().replaceFirst(",,$", ",requester,flags");
        String wider = header + "\n" + String.join("\n", lines.subList(1, lines.size())) + "\n";
        String saturday = withFirstRow(
                wider,
                Map.of(
                        "id", "sign-agent-saturday",
                        "service", "damaged-sign",
                        "requester", "agent|partner",
                        "flags", "photo",
                        "time", "sa|su 06-01..09-30",
                        "department", "espaces-verts"));
        operator.put(DRAFTS + "/" + draft, body("rules", saturday, "revision", 1));

        RestDesk.Reply checks = operator.get(DRAFTS + "/" + draft + "/checks");

        assertThat(checks.json().at("/publishable").asBoolean())
                .as(checks.body())
                .isTrue();
        String asked = "{\"draftId\": \"%s\", \"serviceCode\": \"damaged-sign\", \"requester\": \"%s\","
                + " \"flags\": [%s], \"submittedAt\": \"%s\"}";
        String explain = "/api/v1/territories/valmont/explain";
        RestDesk.Reply taken =
                operator.post(explain, asked.formatted(draft, "agent", "\"photo\"", "2026-07-04T10:00:00Z"));
        assertThat(taken.text("/ruleId")).as(taken.body()).isEqualTo("sign-agent-saturday");
        assertThat(taken.text("/facts/requester")).isEqualTo("agent");
        assertThat(taken.text("/facts/flags")).isEqualTo("photo");
        assertThat(List.of(
                        asked.formatted(draft, "named", "\"photo\"", "2026-07-04T10:00:00Z"),
                        asked.formatted(draft, "agent", "", "2026-07-04T10:00:00Z"),
                        asked.formatted(draft, "agent", "\"photo\"", "2026-07-03T10:00:00Z"),
                        asked.formatted(draft, "agent", "\"photo\"", "2026-12-05T10:00:00Z")))
                .allSatisfy(other -> assertThat(operator.post(explain, other).text("/ruleId"))
                        .isEqualTo("signs"));
    }

    @Test
    void whatTriageDecidedBecomesADraftOfARule() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        RestDesk operator = desk("operator");

        RestDesk.Reply made = operator.post("/api/v1/triage/" + id + "/rule", "{\"department\": \"proprete\"}");
        RestDesk.Reply hidden = operator.post(
                "/api/v1/triage/" + id + "/rule", "{\"department\": \"proprete\", \"visibility\": \"private\"}");
        RestDesk.Reply unseen = operator.post(
                "/api/v1/triage/" + id + "/rule", "{\"department\": \"proprete\", \"visibility\": \"secret\"}");
        RestDesk.Reply unknown = operator.post("/api/v1/triage/" + id + "/rule", "{\"department\": \"atlantis\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String draft = made.text("/id");
        assertThat(operator.get(DRAFTS + "/" + draft).text("/rules")).contains("other-proprete");
        assertThat(operator.get(DRAFTS + "/" + draft + "/checks")
                        .json()
                        .at("/publishable")
                        .asBoolean())
                .isTrue();
        assertThat(unknown.text("/errors/0/code")).isEqualTo("department_unknown");
        assertThat(refusedField(unseen)).isEqualTo("/visibility visibility_unknown");
        assertThat(operator.get(DRAFTS + "/" + draft).text("/rules")).doesNotContain("visibility");
        // The demo's table has no column for it: that is added, and the table stays one that can be published.
        assertThat(rulesOf(hidden))
                .containsPattern("^id,.*,visibility\n")
                .containsPattern("\nother-proprete.*,private\n");
    }

    @Test
    void aRuleMadeOfACaseIsAnExceptionToTheRuleThatTookItAndKeepsItsConditions() {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("graffiti", id))
                        .setAnswers(List.of(new Answer("surface", List.of("school"))))
                        .build());
        ServiceRequestRouted routed = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        assertThat(routed.getReason().getRuleId()).isEqualTo("graffiti-school");
        RestDesk operator = desk("operator");

        String everywhere = rulesOf(operator.post("/api/v1/triage/" + id + "/rule", "{\"department\": \"proprete\"}"));
        String here = rulesOf(operator.post(
                "/api/v1/triage/" + id + "/rule", "{\"department\": \"proprete\", \"onlyThisArea\": true}"));

        assertThat(everywhere)
                .contains("\ngraffiti-proprete,graffiti,,,,school,,,,,,,,,,proprete,5,,")
                .doesNotContain("\ngraffiti-school,");
        assertThat(here)
                .containsPattern(
                        "\ngraffiti-centre-ancien-proprete,graffiti,centre-ancien,,,school,,,,,,,,,,proprete,5,,.*"
                                + "\ngraffiti-school,");
    }

    private String rulesOf(RestDesk.Reply made) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String path = DRAFTS + "/" + made.text("/id");
        assertThat(desk("operator")
                        .get(path + "/checks")
                        .json()
                        .at("/publishable")
                        .asBoolean())
                .isTrue();
        return desk("operator").get(path).text("/rules");
    }

    private String started(String title) {
        RestDesk.Reply reply = desk("operator").post(DRAFTS, "{\"title\": \"" + title + "\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.text("/id");
    }

    private RestDesk.Reply explained(String service) {
        return desk("operator")
                .post(
                        "/api/v1/territories/valmont/explain",
                        "{\"serviceCode\": \"" + service
                                + "\", \"location\": {\"latitude\": 48.85, \"longitude\": 2.35}}");
    }

    private long version() {
        return territories.current(TERRITORY).orElseThrow().version();
    }

    private static String routed(String service) {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService(service, id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }

    private static String body(String name, String text, String number, long value) {
        return JSON.writeValueAsString(Map.of(name, text, number, value));
    }

    private static String withFirstRow(String rules, String id, String service, String department) {
        return withFirstRow(rules, id, service, department, "");
    }

    private static String withFirstRow(String rules, String id, String service, String department, String channels) {
        return withFirstRow(rules, Map.of("id", id, "service", service, "channel", channels, "department", department));
    }

    private static String withFirstRow(String rules, Map<String, String> cells) {
        String header = rules.lines().findFirst().orElseThrow();
        StringBuilder row = new StringBuilder();
        for (String column : header.split(",", -1)) {
            String otherwise = column.equals("workingDays") ? "5" : column.startsWith("reason.") ? "Essai" : "";
            row.append(row.isEmpty() ? "" : ",").append(cells.getOrDefault(column, otherwise));
        }
        return rules.replaceFirst("\n", "\n" + row + "\n");
    }
}
