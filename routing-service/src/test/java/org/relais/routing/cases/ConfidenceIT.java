package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Confidence;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.Wire;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Confidence belongs to the row that decides, and not to whatever bears its id. */
class ConfidenceIT extends RunningService {

    private static final String SERVICE = "library";
    private static final String RULE = "culture";
    private static final String DRAFTS = "/api/v1/territories/valmont/drafts";
    private static final String EXPERIMENTS = "/api/v1/territories/valmont/experiments";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Territories territories;

    @Autowired
    private TerritoryEditions editions;

    @Test
    void aRowThatNamesAnotherDepartmentBeginsItsRecordAnew() {
        Confidence known = known();
        long before = territories.current(TERRITORY).orElseThrow().version();
        publish(ConfidenceIT::toSports);
        try {
            DecisionReason reason = routed("sports");
            assertThat(reason.getRuleId()).isEqualTo(RULE);
            assertThat(reason.getConfidence()).isNull();
        } finally {
            editions.rollBack(TERRITORY, before, "admin");
        }
        assertThat(known().getDecided()).as("the row is again as it was").isGreaterThanOrEqualTo(known.getDecided());
    }

    @Test
    void whatADraftWouldDecideOtherwiseHasNoRecordYet() {
        known();
        String draft = draft(ConfidenceIT::toSports);

        assertThat(explained("{\"serviceCode\": \"library\"}")
                        .json()
                        .at("/confidence")
                        .isObject())
                .isTrue();
        RestDesk.Reply other = explained("{\"serviceCode\": \"library\", \"draftId\": \"" + draft + "\"}");
        assertThat(other.text("/department/code")).isEqualTo("sports");
        assertThat(other.json().at("/confidence").isObject()).isFalse();
        desk("operator").delete(DRAFTS + "/" + draft);
    }

    @Test
    void whatIsOnTrialShowsNoRecordOfWhatIsInForce() {
        known();
        String draft = draft(rules -> rules.replace("\nsports,", "\nsports-and-more,"));
        String experiment = desk("operator")
                .post(
                        EXPERIMENTS,
                        JSON.writeValueAsString(Map.of(
                                "draftId",
                                draft,
                                "title",
                                "Essai",
                                "hypothesis",
                                "Rien ne change",
                                "mode",
                                "share",
                                "percent",
                                100,
                                "endsAt",
                                Requests.now().plus(Duration.ofDays(7)).toString())))
                .text("/id");
        try {
            Awaitility.await().atMost(Wire.PATIENCE).untilAsserted(() -> {
                DecisionReason reason = routed(RULE);
                assertThat(reason.getFacts()).containsEntry("experiment", experiment);
                assertThat(reason.getRuleId()).isEqualTo(RULE);
                assertThat(reason.getConfidence()).isNull();
            });
        } finally {
            desk("operator").post(EXPERIMENTS + "/" + experiment + "/stop", "");
        }
        assertThat(known()).isNotNull();
    }

    /** Of the row as the demo territory has it, once it is counted. */
    private static Confidence known() {
        return Awaitility.await()
                .atMost(Wire.PATIENCE)
                .until(() -> routed(RULE).getConfidence(), found -> found != null);
    }

    private static DecisionReason routed(String department) {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService(SERVICE, id));
        ServiceRequestRouted routed = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        assertThat(routed.getDepartment()).isEqualTo(department);
        return routed.getReason();
    }

    private static String toSports(String rules) {
        return rules.replaceFirst("(\nculture,library\\|event-permission,.*?,)culture,", "$1sports,");
    }

    private void publish(UnaryOperator<String> change) {
        TerritoryEditions.Edition edition = editions.inForce(TERRITORY).orElseThrow();
        Map<String, String> files = new HashMap<>(edition.files());
        files.computeIfPresent(TerritoryEditions.RULES, (name, table) -> change.apply(table));
        assertThat(editions.publish(TERRITORY, files, edition.version(), "operator", "essai"))
                .isInstanceOf(TerritoryEditions.Result.Published.class);
    }

    private String draft(UnaryOperator<String> change) {
        RestDesk operator = desk("operator");
        String id = operator.post(DRAFTS, "{\"title\": \"Essai\"}").text("/id");
        String rules = operator.get(DRAFTS + "/" + id).json().at("/rules").asString();
        RestDesk.Reply put = operator.put(
                DRAFTS + "/" + id, JSON.writeValueAsString(Map.of("rules", change.apply(rules), "revision", 1)));
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        return id;
    }

    private RestDesk.Reply explained(String question) {
        return desk("operator").post("/api/v1/territories/valmont/explain", question);
    }
}
