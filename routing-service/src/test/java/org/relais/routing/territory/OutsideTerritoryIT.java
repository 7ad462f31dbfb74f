package org.relais.routing.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.Location;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import tools.jackson.databind.JsonNode;

/** Requests that come in from beyond the border, on the real parts. */
class OutsideTerritoryIT extends RunningService {

    @Test
    void oneFromANeighbourWaitsForAPersonAndEverybodyReadsWhoAnswersThere() {
        String id = filed("pothole", 48.85, 2.42);

        RoutingDeferred deferred = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        assertThat(deferred.getReason().getCode()).isEqualTo("outside_all_areas");
        assertThat(deferred.getReason().getFacts()).containsEntry("neighbour", "rivebois");
        assertThat(deferred.getReason().getText().get("fr"))
                .contains("Rivebois", "https://rivebois.example/signaler", "+33 1 99 00 30 00");
        assertThat(deferred.getReason().getText().get("en")).contains("Rivebois", "The right one to turn to");
        assertThat(waiting(id).at("/why/text").asString()).contains("Rivebois");
    }

    @Test
    void oneNearTheBorderIsOfferedToAPersonWithTheAreasAndTheirDistance() {
        String id = filed("street-works", 48.847, 2.3031);

        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        JsonNode why = waiting(id).at("/why");
        assertThat(why.at("/areasNearby/0/area/name").asString()).isEqualTo("Quartier de la Gare");
        assertThat(why.at("/areasNearby/0/metres").asInt()).isBetween(60, 90);
        assertThat(why.at("/runnersUp/0/department").asString()).isEqualTo("transports");
        assertThat(why.at("/text").asString()).contains("Saint-Aubin");
    }

    @Test
    void whoeverAsksBeforehandIsToldTheSame() {
        RestDesk.Reply explained = desk("operator")
                .post(
                        "/api/v1/territories/valmont/explain",
                        "{\"serviceCode\": \"pothole\", \"location\": {\"latitude\": 48.85, \"longitude\": 2.42}}");

        assertThat(explained.text("/outcome")).isEqualTo("deferred");
        assertThat(explained.text("/text")).contains("Rivebois");
    }

    private JsonNode waiting(String id) {
        return desk("operator")
                .get("/api/v1/triage?limit=200")
                .json()
                .at("/items")
                .valueStream()
                .filter(item -> item.at("/id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String filed(String service, double latitude, double longitude) {
        ServiceRequestSubmitted request = ServiceRequestSubmitted.newBuilder(
                        Requests.ofService(service, Requests.newId()))
                .setLocation(new Location(latitude, longitude, null))
                .build();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), request.getRequestId(), request);
        return request.getRequestId();
    }
}
