package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Confidence;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.common.v1.RunnerUp;
import org.relais.event.common.v1.Visibility;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.beans.factory.annotation.Autowired;

/** Why a request is where it is, in the event and for the department. */
class WhyIT extends RunningService {

    @Autowired
    private TerritoryEditions editions;

    @Test
    void rulesRunnersUpAndConfidenceAreToldWithTheDecision() {
        routedSnow();

        Awaitility.await().untilAsserted(() -> {
            String id = Requests.newId();
            DecisionReason reason = routed(id).getReason();
            Confidence confidence = reason.getConfidence();
            assertThat(confidence).isNotNull();
            assertThat(confidence.getDecided()).isPositive();
            assertThat(confidence.getStood()).isBetween(0L, confidence.getDecided());
            assertThat(reason.getRuleId()).isEqualTo("snow-pavement");
            assertThat(reason.getRunnersUp()).containsExactly(new RunnerUp("snow-road", "voirie"));
            RestDesk.Reply shown = desk("proprete").get("/api/v1/cases/" + id);
            assertThat(shown.text("/visibility")).isEqualTo("public");
            assertThat(shown.text("/why/ruleId")).isEqualTo("snow-pavement");
            assertThat(shown.json().at("/why/territoryVersion").asLong()).isEqualTo(reason.getTerritoryVersion());
            assertThat(shown.text("/why/facts/words")).isEqualTo("trottoir");
            assertThat(shown.text("/why/runnersUp/0/departmentName")).isEqualTo("Voirie");
            assertThat(shown.json().at("/why/confidence/decided").asLong()).isEqualTo(confidence.getDecided());
        });
    }

    @Test
    void afterNotOursTheNextRuleIsNamedWithItsVersionAndWhatWasKnown() {
        String id = routedSnow();

        assertThat(desk("proprete")
                        .post("/api/v1/cases/" + id + "/decline", "{\"reason\": \"Pas à nous\"}")
                        .status())
                .isEqualTo(200);

        List<ServiceRequestRouted> both =
                WIRE.await(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class, 2);
        DecisionReason first = both.getFirst().getReason();
        DecisionReason reason = both.getLast().getReason();
        assertThat(both.getLast().getVisibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(reason.getCode()).isEqualTo("declined_runner_up");
        assertThat(reason.getRuleId()).isEqualTo("snow-road");
        assertThat(reason.getTerritoryVersion()).isPositive().isEqualTo(first.getTerritoryVersion());
        assertThat(reason.getFacts())
                .containsAllEntriesOf(first.getFacts())
                .containsEntry("words", "trottoir")
                .containsEntry("declinedBy", "proprete");
        assertThat(reason.getRunnersUp()).isEmpty();
        assertThat(desk("voirie").get("/api/v1/cases/" + id).text("/why/facts/declinedBy"))
                .isEqualTo("proprete");
    }

    @Test
    void whatTheFirstDecisionRestedOnIsKnownAfterItWasHandedOverToo() {
        String id = routedSnow();
        String path = "/api/v1/cases/" + id;

        assertThat(desk("proprete")
                        .post(path + "/transfer", "{\"toDepartment\": \"espaces-verts\", \"reason\": \"Dans le parc\"}")
                        .status())
                .isEqualTo(200);
        RestDesk.Reply handedOver = desk("espaces-verts").get(path);
        assertThat(desk("espaces-verts")
                        .post(path + "/decline", "{\"reason\": \"Pas à nous\"}")
                        .status())
                .isEqualTo(200);

        assertThat(handedOver.text("/why/code")).isEqualTo("handed_over");
        assertThat(handedOver.text("/why/facts/words")).isEqualTo("trottoir");
        List<ServiceRequestRouted> both =
                WIRE.await(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class, 2);
        DecisionReason reason = both.getLast().getReason();
        assertThat(reason.getRuleId()).isEqualTo("snow-road");
        assertThat(reason.getTerritoryVersion())
                .isPositive()
                .isEqualTo(both.getFirst().getReason().getTerritoryVersion());
        assertThat(reason.getFacts()).containsEntry("words", "trottoir");
        assertThat(reason.getRunnersUp()).isEmpty();
    }

    @Test
    void theRuleThatTakesItAfterNotOursMayHideItAndMakeItUrgent() {
        TerritoryEditions.Edition edition = editions.inForce(TERRITORY).orElseThrow();
        Map<String, String> files = new HashMap<>(edition.files());
        files.computeIfPresent(
                TerritoryEditions.RULES,
                (name, table) -> table.lines()
                                .map(line -> line.startsWith("id,")
                                        ? line + ",visibility"
                                        : line + (line.startsWith("snow-road,") ? ",private" : ","))
                                .collect(Collectors.joining("\n"))
                        + "\n");
        assertThat(editions.publish(TERRITORY, files, edition.version(), "operator", "essai"))
                .isInstanceOf(TerritoryEditions.Result.Published.class);
        try {
            String id = Requests.newId();
            assertThat(routed(id).getVisibility()).isEqualTo(Visibility.PUBLIC);
            assertThat(desk("proprete").get("/api/v1/cases/" + id).text("/priority"))
                    .isEqualTo("high");

            String follower = routedSnow();
            assertThat(desk("proprete")
                            .post("/api/v1/cases/" + follower + "/merge", "{\"into\": \"" + id + "\"}")
                            .status())
                    .isEqualTo(200);
            desk("proprete").post("/api/v1/cases/" + id + "/decline", "{\"reason\": \"Pas à nous\"}");

            ServiceRequestRouted followed = WIRE.await(
                            ROUTING_SERVICE_REQUESTS.name(), follower, ServiceRequestRouted.class, 2)
                    .getLast();
            assertThat(followed.getDepartment())
                    .as("what was given away was so for all of them")
                    .isEqualTo("voirie");
            assertThat(followed.getVisibility()).isEqualTo(Visibility.PRIVATE);
            assertThat(followed.getReason().getFacts())
                    .containsEntry("words", "trottoir")
                    .containsEntry("declinedBy", "proprete");
            assertThat(desk("voirie")
                            .get("/api/v1/cases/" + follower)
                            .json()
                            .at("/mergedInto")
                            .isNull())
                    .isTrue();

            ServiceRequestRouted next = WIRE.await(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class, 2)
                    .getLast();
            assertThat(next.getReason().getRuleId()).isEqualTo("snow-road");
            assertThat(next.getVisibility()).isEqualTo(Visibility.PRIVATE);
            RestDesk.Reply shown = desk("voirie").get("/api/v1/cases/" + id);
            assertThat(shown.text("/visibility")).isEqualTo("private");
            assertThat(shown.text("/priority")).isEqualTo("urgent");
        } finally {
            editions.rollBack(TERRITORY, edition.version(), "admin");
        }
    }

    private static String routedSnow() {
        String id = Requests.newId();
        routed(id);
        return id;
    }

    private static ServiceRequestRouted routed(String id) {
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("snow-ice", id))
                        .setDescription("Le trottoir est gelé")
                        .build());
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
    }
}
