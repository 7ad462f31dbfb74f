package org.relais.routing.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Rules on trial, in shadow and on all requests, and one step back. */
class ExperimentsIT extends RunningService {

    private static final String DRAFTS = "/api/v1/territories/valmont/drafts";
    private static final String EXPERIMENTS = "/api/v1/territories/valmont/experiments";
    private static final String SERVICE = "swimming-pool";
    private static final String OWNER = "sports";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    private Trials trials;

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
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService(SERVICE, id));
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
    }
}
