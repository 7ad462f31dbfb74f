package org.relais.routing.suggestion.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.folder.DemoTerritory;
import org.relais.routing.territory.publishing.PublishTerritory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What people in triage decide teaches words overnight; clear words route then, others go to triage, and all of it can be off. */
class SuggestionIT extends RunningService {

    private static final String KIOSK = "Le kiosque à musique résonne étrangement, banc numéro ";
    private static final int LESSONS = 22;

    @Autowired
    private LearnedTerritories learned;

    @Autowired
    private JdbcTemplate database;

    @Autowired
    private PublishTerritory publishing;

    @Autowired
    private Territories territories;

    private final List<String> filed = new ArrayList<>();
    private Instant learnedUntil = Instant.EPOCH;

    @BeforeEach
    void rememberWhatIsLearned() {
        learnedUntil = learnedUntil();
    }

    /** Other tests share this service and mean nothing by their words: what was proved here is of no night that they know. */
    @AfterEach
    void forget() {
        date("+ interval '1 hour'");
        database.update(
                "update suggestion_learning set learned_until = ?::timestamptz where jurisdiction_id = ?",
                learnedUntil.toString(),
                TERRITORY);
        learned.refresh();
    }

    @Test
    void whatPeopleDecideIsLearnedOvernightAndClearWordsRouteThen() {
        List<String> taught = new ArrayList<>();
        for (int bench = 0; bench < LESSONS; bench++) {
            taught.add(filed("", KIOSK + bench));
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                desk("operator").get("/api/v1/triage?limit=200").body())
                        .contains(taught));
        for (String id : taught) {
            RestDesk.Reply assigned = desk("operator")
                    .post("/api/v1/triage/" + id + "/assign", "{\"department\": \"culture\", \"reason\": \"Musique\"}");
            assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);
        }
        assertThat(deferred(filed("", KIOSK + 3)).getCode()).isEqualTo("service_missing");

        aNightPasses();

        ServiceRequestRouted routed = routed(filed("", KIOSK + 4));
        assertThat(routed.getDepartment()).isEqualTo("culture");
        assertThat(routed.getReason().getCode()).isEqualTo("words_suggest");
        assertThat(routed.getReason().getText().get("fr"))
                .contains("d'après ses mots", "demandes semblables", "kiosque");
        assertThat(routed.getReason().getFacts())
                .containsEntry("suggestion.edition", edition())
                .hasEntrySatisfying("suggestion", first -> assertThat(first).startsWith("culture=0.9"));

        assertThat(desk("operator")
                        .get("/api/v1/territories/valmont/misroutes")
                        .json()
                        .get("items"))
                .as("how words do, beside the rules")
                .anySatisfy(rate -> {
                    assertThat(rate.at("/ruleId").asString()).isEmpty();
                    assertThat(rate.at("/department").asString()).isEqualTo("culture");
                    assertThat(rate.at("/decided").asInt()).isPositive();
                });

        aServiceThatThePersonNamesThenDecidesInPlaceOfTheirWords(routed);

        String unclear = filed("", "Le kiosque bourdonne, les gens du quartier dorment mal depuis longtemps");
        DecisionReason why = deferred(unclear);
        assertThat(why.getFacts()).containsKey("suggestion");
        assertThat(why.getRunnersUp()).isEmpty();
        JsonNode waiting = waiting(unclear).orElseThrow();
        assertThat(waiting.at("/why/suggestion/candidates/0/department/name").asString())
                .isEqualTo("Culture et événements");
        assertThat(waiting.at("/why/suggestion/candidates/0/confidence").asDouble())
                .isBetween(0.01, 0.89);
        assertThat(waiting.at("/why/suggestion/candidates").size()).isBetween(1, 3);

        String contradicted = filed("pothole", KIOSK + 5);
        assertThat(routed(contradicted).getDepartment()).isEqualTo("voirie");
        JsonNode seen = desk("voirie").get("/api/v1/cases/" + contradicted).json();
        assertThat(seen.at("/why/suggestion/contradicts").asBoolean()).isTrue();
        assertThat(seen.at("/why/suggestion/candidates/0/department/code").asString())
                .isEqualTo("culture");

        assertThat(desk("operator")
                        .post(
                                "/api/v1/territories/valmont/explain",
                                "{\"description\": \"" + KIOSK + "6\","
                                        + " \"location\": {\"latitude\": 48.85, \"longitude\": 2.35}}")
                        .text("/code"))
                .isEqualTo("words_suggest");
        offRulesAloneDecide();
    }

    private void aServiceThatThePersonNamesThenDecidesInPlaceOfTheirWords(ServiceRequestRouted byWords) {
        String id = byWords.getRequestId();
        String follower = filed("", KIOSK + 8);
        routed(follower);
        RestDesk.Reply merged =
                desk("culture").post("/api/v1/cases/" + follower + "/merge", "{\"into\": \"" + id + "\"}");
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        named(id, "pothole");
        ServiceRequestRouted byRule = WIRE.await(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class, 2)
                .getLast();

        assertThat(byRule.getDepartment()).isEqualTo("voirie");
        assertThat(byRule.getServiceCode()).isEqualTo("pothole");
        assertThat(byRule.getReason().getCode()).isEqualTo("rule_matched");
        assertThat(byRule.getReason().getRuleId()).isNotEmpty();
        assertThat(byRule.getExpectedAt()).as("nothing is counted anew").isEqualTo(byWords.getExpectedAt());
        assertThat(desk("voirie").get("/api/v1/cases/" + id).text("/service/code"))
                .isEqualTo("pothole");
        assertThat(desk("culture").get("/api/v1/cases/" + id).status()).isEqualTo(404);
        assertThat(journal(id)).isEqualTo("pothole voirie rule_matched");
        assertThat(WIRE.await(ROUTING_SERVICE_REQUESTS.name(), follower, ServiceRequestRouted.class, 2)
                        .getLast()
                        .getDepartment())
                .as("who follows goes along")
                .isEqualTo("voirie");
        assertThat(journal(follower))
                .as("what was decided of it stays its own: nobody asked the rules about it")
                .isEqualTo(" culture words_suggest");

        String begun = filed("", KIOSK + 9);
        routed(begun);
        RestDesk.Reply taken = desk("culture").post("/api/v1/cases/" + begun + "/acknowledge", "{}");
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        named(begun, "pothole");
        Awaitility.await()
                .untilAsserted(() -> assertThat(journal(begun))
                        .as("who has begun goes on, and what it is about is known")
                        .isEqualTo("pothole culture words_suggest"));
        assertThat(desk("culture").get("/api/v1/cases/" + begun).text("/service/code"))
                .isEqualTo("pothole");
    }

    private static void named(String id, String service) {
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                DetailsAdded.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(id)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setDescription("")
                        .setServiceCode(service)
                        .build());
    }

    private String journal(String id) {
        return database.queryForList(
                        "select service || ' ' || department || ' ' || code from routing_decision"
                                + " where case_id = ?::uuid",
                        String.class,
                        id)
                .getFirst();
    }

    private void offRulesAloneDecide() {
        long before = territories.current(TERRITORY).orElseThrow().version();
        publishing.publish(DemoTerritory.with(
                "territory.yaml", DemoTerritory.text("territory.yaml").replace("enabled: true", "enabled: false")));
        try {
            DecisionReason why = deferred(filed("", KIOSK + 7));
            assertThat(why.getCode()).isEqualTo("service_missing");
            assertThat(why.getFacts()).containsOnlyKeys("service", "area", "channel");
        } finally {
            publishing.rollBack(TERRITORY, before, "admin");
        }
    }

    /** What was proved of the requests that are filed here. */
    private void date(String otherwise) {
        database.update(
                "update proved_responsible set at = at " + otherwise + " where case_id = any (?::uuid[])",
                "{" + String.join(",", filed) + "}");
    }

    /** As if the last one had been missed: the task is due, and this instance sees what it wrote. */
    private void aNightPasses() {
        date("- interval '3 minutes'");
        database.update(
                "update suggestion_learning set learned_until = learned_until - interval '2 days'"
                        + " where jurisdiction_id = ?",
                TERRITORY);
        database.update("update scheduled_tasks set execution_time = now() where task_name = 'suggestion-learning'");
        Awaitility.await()
                .untilAsserted(() -> assertThat(learned.of(TERRITORY).map(Learned::cases))
                        .hasValueSatisfying(cases -> assertThat(cases).isGreaterThanOrEqualTo(LESSONS)));
        assertThat(learnedUntil())
                .as("what is being written down is learned the next night, by all alike")
                .isBefore(Instant.now().minusSeconds(59));
    }

    private String edition() {
        return learned.of(TERRITORY).orElseThrow().edition();
    }

    private Instant learnedUntil() {
        return database.queryForObject(
                "select learned_until from suggestion_learning where jurisdiction_id = ?",
                (row, number) -> row.getTimestamp(1).toInstant(),
                TERRITORY);
    }

    private Optional<JsonNode> waiting(String id) {
        return StreamSupport.stream(
                        desk("operator")
                                .get("/api/v1/triage?limit=200")
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(item -> item.at("/id").asString().equals(id))
                .findFirst();
    }

    private String filed(String service, String words) {
        String id = Requests.newId();
        filed.add(id);
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService(service, id))
                        .setDescription(words)
                        .build());
        return id;
    }

    private static DecisionReason deferred(String id) {
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class)
                .getReason();
    }

    private static ServiceRequestRouted routed(String id) {
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
    }
}
