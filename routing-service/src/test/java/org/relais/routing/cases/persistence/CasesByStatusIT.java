package org.relais.routing.cases.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is counted is work that somebody has or waits for. */
class CasesByStatusIT extends RunningService {

    @Autowired
    private CasesByStatus counts;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void whatFollowsAnotherIsCountedThere() {
        String leader = routed();
        String follower = routed();
        desk("voirie").post("/api/v1/cases/" + follower + "/merge", "{\"into\": \"" + leader + "\"}");
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), follower, CasesMerged.class);
        double waiting = counted("awaiting_triage");

        desk("voirie").post("/api/v1/cases/" + leader + "/decline", "{\"reason\": \"Ce n’est pas à nous\"}");
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), follower, RoutingDeferred.class);

        assertThat(counted("awaiting_triage")).isEqualTo(waiting + 1);
    }

    @Test
    void whatIsSplitIsCountedByItsParts() {
        String id = routed();
        double routed = counted("routed");

        RestDesk.Reply split = desk("voirie")
                .post(
                        "/api/v1/cases/" + id + "/split",
                        "{\"parts\": [{\"department\": \"voirie\", \"work\": \"a\"}, {\"department\": \"eclairage\","
                                + " \"work\": \"b\"}]}");

        assertThat(split.status()).as(split.body()).isEqualTo(200);
        assertThat(counted("routed")).isEqualTo(routed + 1);
    }

    /** However long ago the request was filed, and however short its last wait before. */
    @Test
    void theLongestWaitInTriageIsMeasuredFromTheMomentItBegan() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        jdbc.update("update routing_case set triage_since = now() - interval '400 days' where case_id = ?::uuid", id);

        counts.count();
        assertThat(longestWait()).isBetween(days(399), days(401));

        desk("operator").post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\"}");
        counts.count();
        assertThat(longestWait()).isLessThan(days(399));
    }

    private double longestWait() {
        return meters.get("relais.routing.triage.oldest.seconds").gauge().value();
    }

    private static double days(int days) {
        return Duration.ofDays(days).toSeconds();
    }

    private double counted(String status) {
        counts.count();
        return meters.get("relais.routing.cases").tag("status", status).gauge().value();
    }

    private static String routed() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }
}
