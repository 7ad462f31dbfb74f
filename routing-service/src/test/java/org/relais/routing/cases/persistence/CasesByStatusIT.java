package org.relais.routing.cases.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.cases.Status;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is counted is work that somebody has or waits for. */
class CasesByStatusIT extends RunningService {

    @Autowired
    private CasesByStatus counts;

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void whatFollowsAnotherIsCountedThere() {
        String leader = routed();
        String follower = routed();
        desk("voirie").post("/api/v1/cases/" + follower + "/merge", "{\"into\": \"" + leader + "\"}");
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), follower, CasesMerged.class);
        long waiting = counted(Status.AWAITING_TRIAGE);

        desk("voirie").post("/api/v1/cases/" + leader + "/decline", "{\"reason\": \"Ce n’est pas à nous\"}");
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), follower, RoutingDeferred.class);

        assertThat(counted(Status.AWAITING_TRIAGE)).isEqualTo(waiting + 1);
    }

    @Test
    void whatIsSplitIsCountedByItsParts() {
        String id = routed();
        long routed = counted(Status.ROUTED);

        RestDesk.Reply split = desk("voirie")
                .post(
                        "/api/v1/cases/" + id + "/split",
                        "{\"parts\": [{\"department\": \"voirie\", \"work\": \"a\"}, {\"department\": \"eclairage\","
                                + " \"work\": \"b\"}]}");

        assertThat(split.status()).as(split.body()).isEqualTo(200);
        assertThat(counted(Status.ROUTED)).isEqualTo(routed + 1);
    }

    /** However long ago the request was filed, and however short its last wait before. */
    @Test
    void theLongestWaitInTriageIsMeasuredFromTheMomentItBegan() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        jdbc.update("update routing_case set triage_since = now() - interval '400 days' where case_id = ?::uuid", id);

        assertThat(longestWait()).isBetween(days(399), days(401));

        desk("operator").post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\"}");
        assertThat(longestWait()).isLessThan(days(399));
    }

    /** Nought would say that there is no case. */
    @Test
    void haveNoNumberWhileTheDatabaseIsAway() {
        routed();
        AtomicBoolean away = new AtomicBoolean();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CasesByStatus gauges = new CasesByStatus(unlessAway(away), meters, Duration.ofMillis(5));
        await().untilAsserted(() -> assertThat(gauges(meters)).isNotEmpty().allMatch(number -> number >= 0));

        away.set(true);
        await().untilAsserted(() -> assertThat(gauges(meters)).containsOnly(Double.NaN));

        away.set(false);
        await().untilAsserted(() -> assertThat(gauges(meters)).allMatch(number -> number >= 0));
        gauges.destroy();
    }

    private JdbcTemplate unlessAway(AtomicBoolean away) {
        return new JdbcTemplate(new DelegatingDataSource(requireNonNull(jdbc.getDataSource())) {
            @Override
            public Connection getConnection() throws SQLException {
                if (away.get()) {
                    throw new SQLTransientConnectionException("away");
                }
                return super.getConnection();
            }
        });
    }

    private static List<Double> gauges(MeterRegistry meters) {
        return meters.getMeters().stream()
                .map(Gauge.class::cast)
                .map(Gauge::value)
                .toList();
    }

    private long longestWait() {
        return counts.count().oldestWaitSeconds();
    }

    private static long days(int days) {
        return Duration.ofDays(days).toSeconds();
    }

    private long counted(Status status) {
        return counts.count().of(status);
    }

    private static String routed() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }
}
