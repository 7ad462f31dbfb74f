package org.relais.routing.cases.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.cases.Reason;
import org.relais.routing.rules.Rule;
import org.relais.routing.territory.Territories;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever had what turned out to be nobody's here was neither right nor wrong. */
class NotOursIT extends RunningService {

    private static final String SERVICE = "disabled-bay";
    private static final String RULE = "disabled-bay";
    private static final String OWNER = "solidarite";
    private static final String NOT_OURS =
            "{\"outcome\": \"not_ours\", \"message\": \"C’est privé\", \"responsible\": \"Le syndic\"}";

    @Autowired
    private CountedStandings standings;

    @Autowired
    private Territories territories;

    @Test
    void whatIsNobodysCountsForNoRateAndNoConfidence() {
        String first = routed();
        routed();
        long decided = decidedByRates();
        long known = counted();
        assertThat(explained()).isEqualTo(known);

        end(first, NOT_OURS);

        assertThat(decidedByRates()).isEqualTo(decided - 1);
        assertThat(counted()).isEqualTo(known - 1);
        assertThat(explained()).isEqualTo(known - 1);
    }

    @Test
    void whatIsReopenedAndEndsOtherwiseCountsAgain() {
        String id = routed();
        routed();
        long decided = decidedByRates();
        end(id, NOT_OURS);
        assertThat(decidedByRates()).isEqualTo(decided - 1);

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.contested(id, 2));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseContested.class);
        end(id, "{\"outcome\": \"fixed\", \"message\": \"C’est fait\"}");

        assertThat(decidedByRates()).isEqualTo(decided);
    }

    private static String routed() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService(SERVICE, id));
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class)
                        .getReason()
                        .getRuleId())
                .isEqualTo(RULE);
        return id;
    }

    private void end(String id, String resolution) {
        RestDesk.Reply ended = desk(OWNER).post("/api/v1/cases/" + id + "/resolve", resolution);
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
    }

    private long decidedByRates() {
        return StreamSupport.stream(
                        desk("operator")
                                .get("/api/v1/territories/valmont/misroutes")
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .filter(rate -> rate.at("/ruleId").asString().equals(RULE))
                .mapToLong(rate -> rate.at("/decided").asLong())
                .sum();
    }

    private long counted() {
        standings.count();
        Rule rule = territories.current(TERRITORY).orElseThrow().rules().stream()
                .filter(each -> each.id().equals(RULE))
                .findFirst()
                .orElseThrow();
        return decided(standings.of(TERRITORY, RULE, rule.fingerprint()));
    }

    private static long decided(Reason.@Nullable Confidence confidence) {
        return confidence == null ? 0 : confidence.decided();
    }

    private long explained() {
        JsonNode confidence = desk("operator")
                .post("/api/v1/territories/valmont/explain", "{\"serviceCode\": \"" + SERVICE + "\"}")
                .json()
                .at("/confidence/decided");
        return confidence.asLong();
    }
}
