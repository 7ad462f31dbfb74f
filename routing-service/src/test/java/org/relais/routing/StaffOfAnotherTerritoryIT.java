package org.relais.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import tools.jackson.databind.JsonNode;

/** Who looks after one territory finds nothing of another, and changes nothing there. */
class StaffOfAnotherTerritoryIT extends RunningService {

    private static final String HERE = "/api/v1/territories/valmont/";
    private static final UUID ANY = new UUID(7, 7);

    private final List<String> strangers = List.of("operator~rivebois", "admin~rivebois");

    @Test
    void aCaseInTriageIsThereForItsOwnStaffAlone() {
        String id = deferred();
        String other = routed();

        for (String stranger : strangers) {
            RestDesk desk = desk(stranger);
            assertThat(desk.get("/api/v1/triage").status()).isEqualTo(200);
            assertThat(items(desk.get("/api/v1/triage?limit=200"))).isEmpty();
            assertThat(desk.get("/api/v1/triage/" + id + "/same-matter").status())
                    .isEqualTo(404);
            assertThat(desk.post("/api/v1/triage/" + id + "/merge", "{\"into\": \"" + other + "\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(desk.post("/api/v1/triage/" + id + "/rule", "{\"department\": \"voirie\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(desk.post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\"}")
                            .status())
                    .isEqualTo(404);
        }

        RestDesk own = desk("operator~valmont");
        assertThat(items(own.get("/api/v1/triage?limit=200")))
                .extracting(item -> item.at("/id").asString())
                .contains(id);
        assertThat(own.post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void rulesExperimentsAndMistakesAreThereForTheirOwnStaffAlone() {
        String draft = desk("operator~valmont")
                .post(HERE + "drafts", "{\"title\": \"Bancs\"}")
                .text("/id");
        List<String> reads = List.of(
                "drafts", "drafts/" + draft, "drafts/" + draft + "/checks", "history", "experiments", "misroutes");
        Map<String, String> changes = Map.of(
                "drafts",
                "{\"title\": \"x\"}",
                "drafts/" + draft + "/simulation",
                "{}",
                "drafts/" + draft + "/publish",
                "{}",
                "experiments",
                "{}",
                "experiments/" + ANY + "/stop",
                "{}",
                "experiments/" + ANY + "/adopt",
                "{}",
                "misroutes/draft",
                "{}",
                "rollback",
                "{\"version\": 1}");

        for (String stranger : strangers) {
            RestDesk desk = desk(stranger);
            assertThat(reads)
                    .allSatisfy(
                            path -> assertThat(desk.get(HERE + path).status()).isEqualTo(403));
            assertThat(changes)
                    .allSatisfy((path, body) -> assertThat(
                                    desk.post(HERE + path, body).status())
                            .as(path)
                            .isEqualTo(403));
            assertThat(desk.put(HERE + "drafts/" + draft, "{\"title\": \"y\"}").status())
                    .isEqualTo(403);
            assertThat(desk.delete(HERE + "drafts/" + draft).status()).isEqualTo(403);
            assertThat(desk.post(HERE + "explain", "{\"draftId\": \"" + draft + "\"}")
                            .status())
                    .isEqualTo(404);
        }

        RestDesk own = desk("operator~valmont");
        assertThat(own.get(HERE + "drafts/" + draft).text("/draft/title")).isEqualTo("Bancs");
        assertThat(own.delete(HERE + "drafts/" + draft).status()).isEqualTo(204);
    }

    @Test
    void placesThatComeBackAreThoseOfTheirOwnTerritory() {
        for (String stranger : strangers) {
            assertThat(items(desk(stranger).get("/api/v1/recurring-places"))).isEmpty();
            assertThat(desk(stranger)
                            .get("/api/v1/recurring-places?jurisdictionId=valmont")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(desk("operator~valmont")
                        .get("/api/v1/recurring-places?jurisdictionId=valmont")
                        .status())
                .isEqualTo(200);
    }

    private static List<JsonNode> items(RestDesk.Reply reply) {
        return reply.json().at("/items").valueStream().toList();
    }

    private static String deferred() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        return id;
    }

    private static String routed() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }
}
