package org.relais.routing.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.territory.Territories;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Rules on trial, in shadow and on all requests, and one step back. */
class ExperimentsIT extends RunningService {

    private static final String DRAFTS = "/api/v1/territories/valmont/drafts";
    private static final String EXPERIMENTS = "/api/v1/territories/valmont/experiments";
    private static final String SERVICE = "swimming-pool";
    private static final String OWNER = "sports";
    private static final String LIGHTING = "eclairage";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Trials trials;

    @Autowired
    private Territories territories;

    @Test
    void inShadowItIsComparedThenItActsAndThenItIsStopped() {
        RestDesk operator = desk("operator");
        String draft = draftThatSendsItToCulture();

        String shadow = started(draft, "shadow", 1);
        assertThat(routed().getDepartment()).isEqualTo(OWNER);
        RestDesk.Reply compared = operator.get(EXPERIMENTS + "/" + shadow);
        assertThat(compared.text("/experiment/status")).isEqualTo("running");
        assertThat(compared.json().at("/sides/0/acted").asBoolean()).isFalse();
        assertThat(compared.json().at("/sides/0/differed").asInt()).isEqualTo(1);
        assertThat(compared.text("/differences/0/onTrial")).isEqualTo("culture");
        RestDesk.Reply second = operator.post(EXPERIMENTS, asked(draft, "share", 50));
        assertThat(second.text("/code")).isEqualTo("experiment_running");
        assertThat(operator.post(EXPERIMENTS + "/" + shadow + "/stop", "").text("/status"))
                .isEqualTo("stopped");
        assertThat(operator.post(EXPERIMENTS + "/" + shadow + "/stop", "").status())
                .isEqualTo(409);

        String share = started(draft, "share", 100);
        ServiceRequestRouted tried = routed();
        assertThat(tried.getDepartment()).isEqualTo("culture");
        assertThat(tried.getReason().getFacts()).containsEntry("experiment", share);
        assertThat(operator.get(EXPERIMENTS + "/" + share)
                        .json()
                        .at("/sides/0/acted")
                        .asBoolean())
                .isTrue();
        operator.post(EXPERIMENTS + "/" + share + "/stop", "");
        trials.refresh();
        assertThat(routed().getDepartment()).isEqualTo(OWNER);

        RestDesk.Reply adopted = operator.post(EXPERIMENTS + "/" + share + "/adopt", "");
        assertThat(adopted.status()).isEqualTo(201);
        assertThat(operator.get(DRAFTS + "/" + adopted.text("/draftId")).text("/rules"))
                .contains("trial-row");
    }

    /** The territory's own words are enough here: they suggest lighting, by far not as clearly as the territory wants. */
    @Test
    void aThresholdIsTriedInShadowThenItActsThenItIsStoppedThenAdoptedAndTakenBack() {
        RestDesk operator = desk("operator");
        assertThat(deferred().getCode()).isEqualTo("service_missing");

        String shadow = startedThreshold("shadow", 1);
        deferred();
        RestDesk.Reply compared = operator.get(EXPERIMENTS + "/" + shadow);
        assertThat(compared.json().at("/experiment/routeAt").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(compared.json().at("/sides/0/differed").asInt()).isEqualTo(1);
        assertThat(compared.json().at("/sides/0/deferred").asInt()).isEqualTo(1);
        assertThat(compared.text("/differences/0/inForce")).isEmpty();
        assertThat(compared.text("/differences/0/onTrial")).isEqualTo(LIGHTING);
        operator.post(EXPERIMENTS + "/" + shadow + "/stop", "");

        String share = startedThreshold("share", 100);
        ServiceRequestRouted tried = routed(inWords());
        assertThat(tried.getDepartment()).isEqualTo(LIGHTING);
        assertThat(tried.getReason().getCode()).isEqualTo("words_suggest");
        assertThat(tried.getReason().getFacts()).containsEntry("experiment", share);
        operator.post(EXPERIMENTS + "/" + share + "/stop", "");
        trials.refresh();
        deferred();

        long before = territories.current(TERRITORY).orElseThrow().version();
        RestDesk.Reply adopted = operator.post(EXPERIMENTS + "/" + share + "/adopt", "");
        assertThat(adopted.status()).as(adopted.body()).isEqualTo(200);
        assertThat(adopted.json().at("/version").asLong()).isEqualTo(before + 1);
        awaitThreshold(0.05);
        assertThat(routed(inWords()).getReason().getFacts()).doesNotContainKey("experiment");
        assertThat(operator.post(EXPERIMENTS + "/" + share + "/adopt", "").status())
                .isEqualTo(409);

        assertThat(desk("admin")
                        .post("/api/v1/territories/valmont/rollback", "{\"version\": " + before + "}")
                        .status())
                .isEqualTo(200);
        awaitThreshold(0.9);
        deferred();
    }

    @Test
    void aThresholdThatMeansNothingIsRefused() {
        RestDesk operator = desk("operator");
        String draft = draftThatSendsItToCulture();

        assertThat(refused("{\"routeAt\": 1.2}")).isEqualTo("threshold_out_of_range");
        assertThat(refused("{\"routeAt\": 0}")).isEqualTo("threshold_out_of_range");
        assertThat(refused("{\"routeAt\": 0.855}")).isEqualTo("threshold_out_of_range");
        assertThat(refused("{\"routeAt\": 0.90}")).isEqualTo("threshold_in_force");
        assertThat(refused("{\"routeAt\": 0.8, \"draftId\": \"" + draft + "\"}"))
                .isEqualTo("draft_or_threshold");
        assertThat(operator.post(EXPERIMENTS, "{\"routeAt\": 0.8}").text("/errors/0/pointer"))
                .isEqualTo("/title");
    }

    private String refused(String wanted) {
        RestDesk.Reply reply = desk("operator").post(EXPERIMENTS, wanted);
        assertThat(reply.text("/errors/0/pointer")).isEqualTo("/routeAt");
        return reply.text("/errors/0/code");
    }

    private String startedThreshold(String mode, int percent) {
        RestDesk.Reply reply = desk("operator")
                .post(
                        EXPERIMENTS,
                        JSON.writeValueAsString(Map.of(
                                "routeAt",
                                0.05,
                                "title",
                                "Seuil",
                                "hypothesis",
                                "Moins d’attente sans plus de renvois",
                                "mode",
                                mode,
                                "percent",
                                percent,
                                "endsAt",
                                Requests.now().plus(Duration.ofDays(7)).toString())));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        trials.refresh();
        return reply.text("/id");
    }

    private void awaitThreshold(double routeAt) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(territories
                                .current(TERRITORY)
                                .orElseThrow()
                                .suggestion()
                                .routeAt())
                        .isEqualTo(routeAt));
    }

    private static DecisionReason deferred() {
        ServiceRequestSubmitted request = inWords();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), request.getRequestId(), request);
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), request.getRequestId(), RoutingDeferred.class)
                .getReason();
    }

    private static ServiceRequestSubmitted inWords() {
        return ServiceRequestSubmitted.newBuilder(Requests.ofService("", Requests.newId()))
                .setDescription("Lampadaire éteint")
                .build();
    }

    @Test
    void whatIsMissingIsNamed() {
        RestDesk operator = desk("operator");
        String draft = draftThatSendsItToCulture();

        assertThat(desk("voirie").get(EXPERIMENTS).status()).isEqualTo(403);
        assertThat(operator.post(EXPERIMENTS, "{}").text("/errors/0/pointer")).isEqualTo("/draftId");
        assertThat(operator.post(EXPERIMENTS, asked(draft, "sometimes", 5)).text("/errors/0/pointer"))
                .isEqualTo("/mode");
        assertThat(operator.post(EXPERIMENTS, asked(draft, "share", 0)).text("/errors/0/pointer"))
                .isEqualTo("/percent");
        assertThat(operator.get(EXPERIMENTS + "/none").status()).isEqualTo(404);
    }

    private String started(String draft, String mode, int percent) {
        RestDesk.Reply reply = desk("operator").post(EXPERIMENTS, asked(draft, mode, percent));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        trials.refresh();
        return reply.text("/id");
    }

    private static String asked(String draft, String mode, int percent) {
        return JSON.writeValueAsString(Map.of(
                "draftId",
                draft,
                "title",
                "Culture",
                "hypothesis",
                "La culture répond plus vite",
                "mode",
                mode,
                "percent",
                percent,
                "endsAt",
                Requests.now().plus(Duration.ofDays(7)).toString()));
    }

    private String draftThatSendsItToCulture() {
        RestDesk operator = desk("operator");
        String id = operator.post(DRAFTS, "{\"title\": \"Culture\"}").text("/id");
        String rules = operator.get(DRAFTS + "/" + id).json().at("/rules").asString();
        String header = rules.lines().findFirst().orElseThrow();
        StringBuilder row = new StringBuilder();
        for (String column : header.split(",", -1)) {
            row.append(row.isEmpty() ? "" : ",")
                    .append(
                            switch (column) {
                                case "id" -> "trial-row";
                                case "service" -> SERVICE;
                                case "channel" -> "web|api";
                                case "department" -> "culture";
                                case "workingDays" -> "3";
                                default -> column.startsWith("reason.") ? "Essai" : "";
                            });
        }
        operator.put(
                DRAFTS + "/" + id,
                JSON.writeValueAsString(Map.of("rules", rules.replaceFirst("\n", "\n" + row + "\n"))));
        return id;
    }

    private static ServiceRequestRouted routed() {
        return routed(Requests.ofService(SERVICE, Requests.newId()));
    }

    private static ServiceRequestRouted routed(ServiceRequestSubmitted request) {
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), request.getRequestId(), request);
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), request.getRequestId(), ServiceRequestRouted.class);
    }
}
