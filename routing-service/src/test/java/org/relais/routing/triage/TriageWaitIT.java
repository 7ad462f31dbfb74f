package org.relais.routing.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What no department has is watched over by the timers that watch over dates. */
class TriageWaitIT extends RunningService {

    private static final String TOPIC = ROUTING_SERVICE_REQUESTS.name();

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void whatWaitsTooLongIsRaisedToTheOperatorOnceAndStaysInTheQueue() {
        String id = deferred();
        Instant timer = timer(id);
        JsonNode fresh = waiting(id);
        assertThat(WIRE.awaitOne(TOPIC, id, RoutingDeferred.class).getDecideBy())
                .as("told at once")
                .isCloseTo(timer, within(1, ChronoUnit.SECONDS))
                .isAfter(Instant.now());
        assertThat(fresh.at("/triage/overdue").asBoolean()).isFalse();
        assertThat(Instant.parse(fresh.at("/triage/dueAt").asString())).isCloseTo(timer, within(1, ChronoUnit.SECONDS));

        waitedSince(id, Instant.now().minus(40, ChronoUnit.DAYS));
        wakeAt(id, Instant.now());

        CaseEscalated raised = WIRE.awaitOne(TOPIC, id, CaseEscalated.class);
        assertThat(raised.getReason()).isEqualTo("triage_overdue");
        assertThat(raised.getTo()).isEqualTo("operator");
        assertThat(raised.getDepartment()).isEmpty();
        assertThat(raised.getStatus()).isEqualTo("awaiting_triage");
        await().untilAsserted(() -> assertThat(timers(id)).isZero());
        assertThat(waiting(id).at("/triage/overdue").asBoolean()).isTrue();

        RestDesk.Reply assigned =
                desk("operator").post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\"}");
        assertThat(assigned.status()).isEqualTo(200);
        assertThat(assigned.json().at("/triage").isNull()).isTrue();
        WIRE.awaitOne(TOPIC, id, ServiceRequestRouted.class);
        assertThat(WIRE.read(TOPIC, id, CaseEscalated.class)).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "select triage_since from routing_case where case_id = ?::uuid", OffsetDateTime.class, id))
                .isNull();
    }

    @Test
    void whatWaitsLongestStandsFirstWhicheverWasFiledFirst() {
        String filedFirst = deferred();
        String longest = deferred();
        Instant yearAgo = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(400, ChronoUnit.DAYS);
        waitedSince(filedFirst, yearAgo);
        waitedSince(longest, yearAgo.minus(1, ChronoUnit.DAYS));

        JsonNode first = desk("operator").get("/api/v1/triage?limit=1").json();
        JsonNode second = desk("operator")
                .get("/api/v1/triage?limit=1&cursor=" + first.at("/nextCursor").asString())
                .json();

        assertThat(first.at("/items/0/id").asString()).isEqualTo(longest);
        assertThat(second.at("/items/0/id").asString()).isEqualTo(filedFirst);
    }

    @Test
    void whatIsOfATerritoryThatIsNotThereIsRaisedTooAndByItsCalendarOnceItIs() throws IOException {
        String lost = deferredIn("atlantis");
        String back = deferredIn("atlantis");
        String before = deferredIn("atlantis");
        Instant timer = timer(lost);
        jdbc.update("delete from scheduled_tasks where task_instance = ?", before);
        jdbc.update(
                "update routing_case set document = jsonb_set(document, '{request,jurisdictionId}', '\"valmont\"')"
                        + " where case_id = ?::uuid",
                back);

        waitedSince(lost, Instant.now().minus(40, ChronoUnit.DAYS));
        jdbc.update("update scheduled_tasks set execution_time = now() where task_instance in (?, ?)", lost, back);
        waitedSince(before, Instant.now().minus(40, ChronoUnit.DAYS));
        jdbc.execute(new ClassPathResource("db/migration/V43__triage_without_timer.sql")
                .getContentAsString(StandardCharsets.UTF_8));

        assertThat(timer).isAfter(Instant.now());
        for (String id : List.of(lost, before)) {
            CaseEscalated raised = WIRE.awaitOne(TOPIC, id, CaseEscalated.class);
            assertThat(raised.getReason()).isEqualTo("triage_overdue");
            assertThat(raised.getJurisdictionId()).isEqualTo("atlantis");
            await().untilAsserted(() -> assertThat(timers(id)).isZero());
        }
        await().untilAsserted(() -> assertThat(timer(back)).isAfter(Instant.now()));
        assertThat(WIRE.read(TOPIC, back, CaseEscalated.class)).isEmpty();
        for (String id : List.of(lost, back, before)) {
            assertThat(desk("operator")
                            .post(
                                    "/api/v1/triage/" + id + "/resolve",
                                    "{\"outcome\": \"nothing_to_do\", \"message\": \"Un essai\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whatWaitedWithATimerForItsDateBeforeTriageWasWatchedIsLookedAtToo() throws IOException {
        String late = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), late, Requests.aPothole(late));
        WIRE.awaitOne(TOPIC, late, ServiceRequestRouted.class);
        desk("voirie").post("/api/v1/cases/" + late + "/decline", "{\"reason\": \"Pas à nous\"}");
        WIRE.awaitOne(TOPIC, late, RoutingDeferred.class);
        String fresh = deferred();
        Instant due = timer(fresh);
        Instant date = Instant.now().plus(60, ChronoUnit.DAYS);
        waitedSince(late, Instant.now().minus(40, ChronoUnit.DAYS));
        wakeAt(late, date);
        wakeAt(fresh, date);

        jdbc.execute(new ClassPathResource("db/migration/V37__triage_timers.sql")
                .getContentAsString(StandardCharsets.UTF_8));

        assertThat(WIRE.await(TOPIC, late, CaseEscalated.class, 1))
                .extracting(CaseEscalated::getReason)
                .containsExactly("triage_overdue");
        await().untilAsserted(() -> {
            assertThat(timer(late)).as("of its own date again").isAfter(Instant.now());
            assertThat(timer(fresh)).isEqualTo(due);
        });
        assertThat(WIRE.read(TOPIC, fresh, CaseEscalated.class)).isEmpty();
    }

    private static String deferredIn(String territory) {
        String id = Requests.newId();
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("other", id))
                        .setJurisdictionId(territory)
                        .build());
        assertThat(WIRE.awaitOne(TOPIC, id, RoutingDeferred.class).getReason().getCode())
                .isEqualTo("territory_unknown");
        return id;
    }

    /** As if it had come to triage then. */
    private void waitedSince(String id, Instant since) {
        jdbc.update(
                "update routing_case set triage_since = ?, document = jsonb_set(document, '{triage,since}',"
                        + " to_jsonb(?::text)) where case_id = ?::uuid",
                since.atOffset(ZoneOffset.UTC),
                since.truncatedTo(ChronoUnit.MILLIS).toString(),
                id);
    }

    private void wakeAt(String id, Instant at) {
        jdbc.update(
                "update scheduled_tasks set execution_time = ? where task_instance = ?",
                at.atOffset(ZoneOffset.UTC),
                id);
    }

    private Instant timer(String id) {
        return jdbc.queryForList(
                        "select execution_time from scheduled_tasks where task_instance = ?", OffsetDateTime.class, id)
                .getFirst()
                .toInstant();
    }

    private int timers(String id) {
        return jdbc.queryForList("select 1 from scheduled_tasks where task_instance = ?", Integer.class, id)
                .size();
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

    private static String deferred() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("other", id));
        WIRE.awaitOne(TOPIC, id, RoutingDeferred.class);
        return id;
    }
}
