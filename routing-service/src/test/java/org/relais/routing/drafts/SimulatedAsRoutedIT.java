package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.cases.PastRequests;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.beans.factory.annotation.Autowired;

/** What a simulation says that the rules in force do with a request that is stored is what they did with it. */
class SimulatedAsRoutedIT extends RunningService {

    private static final Instant NOON = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-06-01T21:30:00Z");

    @Autowired
    private PastRequests past;

    @Autowired
    private Responsibility responsibility;

    @Autowired
    private Territories territories;

    /** Whether this runs by day or by night, the hour of the one or of the other filing is another one. */
    @Test
    void whatARequesterSaysLaterIsDecidedByTheHourOfFiling() {
        String byDay = toldLater(NOON, "noise");
        String byNight = toldLater(NIGHT, "noise");

        assertThat(routed(byDay).getReason().getRuleId()).isEqualTo("noise");
        assertThat(simulated(byDay).ruleBefore()).isEqualTo("noise");
        assertThat(routed(byNight).getReason().getRuleId()).isEqualTo("noise-night");
        assertThat(simulated(byNight).ruleBefore()).isEqualTo("noise-night");
        assertThat(routed(byNight).getExpectedAt())
                .as("the date counts from when it could be decided")
                .isAfter(Requests.now());
        RestDesk.Reply exception =
                desk("operator").post("/api/v1/triage/" + byNight + "/rule", "{\"department\": \"culture\"}");
        assertThat(desk("operator")
                        .get("/api/v1/territories/valmont/drafts/" + exception.text("/id"))
                        .text("/rules"))
                .as("an exception to the rule that decided")
                .contains("22:00-07:00,culture,")
                .doesNotContain("\nnoise-night,");
    }

    private static String toldLater(Instant filedAt, String service) {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("", id))
                        .setOccurredAt(filedAt)
                        .build());
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                DetailsAdded.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(id)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setServiceCode(service)
                        .build());
        return id;
    }

    private static ServiceRequestRouted routed(String id) {
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
    }

    /** What a draft without any rule would change: all that the rules in force decide. */
    private Simulation.Changed simulated(String id) {
        Territory inForce = territories.current(TERRITORY).orElseThrow();
        DecisionBasis basis = DecisionBasis.of(inForce);
        Simulation simulation = Simulation.of(
                List.of(past.ofCase(UUID.fromString(id)).orElseThrow()),
                responsibility,
                basis,
                basis.with(withoutRules(inForce)),
                1);
        return simulation.sample().getFirst();
    }

    private static RuleBook withoutRules(Territory territory) {
        return new RuleBook(
                territory.version(),
                territory.languages(),
                Set.of(),
                territory.areas(),
                territory.calendar(),
                Map.of(),
                List.of());
    }
}
