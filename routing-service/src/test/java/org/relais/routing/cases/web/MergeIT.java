package org.relais.routing.cases.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Location;
import org.relais.event.department.command.v1.MergeCase;
import org.relais.event.department.v1.CaseChanged;
import org.relais.event.department.v1.CommandRefused;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.event.routing.v1.CaseReopened;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.Wire;
import org.relais.routing.cases.CaseFlow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Several requests about the same matter: one is worked on, and every one who asked is told by the events of their own. */
class MergeIT extends RunningService {

    private static final String EVENTS = ROUTING_SERVICE_REQUESTS.name();
    private static final String VOIRIE = Topics.departmentRequests("voirie").name();

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private CaseFlow flow;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void whoAskedAboutTheSameMatterIsToldTheSame() {
        RestDesk voirie = desk("voirie");
        String first = routedAt(48.8491);
        String second = routedAt(48.84912);
        voirie.post(path(first) + "/progress", "{\"message\": \"On y va\"}");

        assertThat(ids(voirie.get(path(second) + "/same-matter"), "/candidates"))
                .containsExactly(first);
        RestDesk.Reply merged = voirie.post(path(second) + "/merge", into(first));

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.text("/status")).isEqualTo("in_progress");
        assertThat(merged.text("/mergedInto")).isEqualTo(first);
        assertThat(merged.text("/deadline/standing")).isEqualTo("stopped");
        CasesMerged told = WIRE.awaitOne(EVENTS, second, CasesMerged.class);
        assertThat(told.getIntoCaseId()).isEqualTo(first);
        assertThat(told.getReason()).as("its department had it before").isNull();
        assertThat(told.getStatus()).isEqualTo("in_progress");
        assertThat(ids(voirie.get(path(first) + "/same-matter"), "/merged")).containsExactly(second);
        String third = routedAt(48.84909);
        assertThat(ids(voirie.get(path(third) + "/same-matter"), "/candidates")).containsExactly(first);
        assertThat(ids(voirie.get(path(first) + "/same-matter"), "/candidates"))
                .as("none is offered to one that others follow")
                .isEmpty();
        assertThat(ids(voirie.get("/api/v1/cases?status=in_progress&limit=200"), "/items"))
                .contains(first)
                .doesNotContain(second);
        assertThat(places(second)).as("the same matter counts once").isZero();

        voirie.post(path(first) + "/resolve", "{\"outcome\": \"fixed\", \"message\": \"Rebouché\"}");
        assertThat(WIRE.awaitOne(EVENTS, second, CaseResolved.class).getMessage())
                .isEqualTo("Rebouché");
        assertThat(WIRE.all(EVENTS, second))
                .extracting(event -> event.getSchema().getName())
                .containsExactly("ServiceRequestRouted", "CasesMerged", "CaseResolved");
        assertNumberedWithoutGaps(second);

        contest(second);
        WIRE.awaitOne(EVENTS, second, CaseContested.class);
        RestDesk.Reply again = voirie.post(path(second) + "/acknowledge", "{}");
        assertThat(again.text("/status")).isEqualTo("reopened");
        assertThat(again.json().at("/mergedInto").isNull()).isTrue();
        assertThat(again.text("/deadline/standing")).isNotEqualTo("stopped");
        assertThat(places(second)).isOne();
        assertThat(WIRE.all(EVENTS, first)).noneMatch(CaseReopened.class::isInstance);
    }

    @Test
    void whoFollowsIsToldOnceThatTheDatePassedAndNobodyIsCalledForThem() {
        String first = routedAt(48.8401);
        String second = routedAt(48.8401);
        assertThat(desk("voirie").post(path(second) + "/merge", into(first)).status())
                .isEqualTo(200);
        Instant due = Instant.parse(desk("voirie").get(path(first)).text("/deadline/dueAt"));

        transaction.executeWithoutResult(status -> flow.wake(UUID.fromString(first), due.plusSeconds(1)));
        transaction.executeWithoutResult(status -> flow.wake(UUID.fromString(first), due.plus(90, ChronoUnit.DAYS)));
        transaction.executeWithoutResult(status -> flow.wake(UUID.fromString(second), due.plus(90, ChronoUnit.DAYS)));

        assertThat(WIRE.await(EVENTS, first, CaseEscalated.class, 2))
                .extracting(CaseEscalated::getTo)
                .containsExactly("lead", "operator");
        DeadlineMissed missed = WIRE.awaitOne(EVENTS, second, DeadlineMissed.class);
        assertThat(missed.getDueAt()).isEqualTo(due);
        assertThat(missed.getStatus()).isEqualTo("routed");
        assertThat(WIRE.all(EVENTS, second))
                .extracting(event -> event.getSchema().getName())
                .containsExactly("ServiceRequestRouted", "CasesMerged", "DeadlineMissed");
        assertNumberedWithoutGaps(second);
    }

    @Test
    void whoFollowsIsToldTheDateThatTheOtherGets() {
        RestDesk voirie = desk("voirie");
        String first = routedAt(48.8391);
        String second = routedAt(48.8391);
        voirie.post(path(second) + "/merge", into(first));
        voirie.post(path(first) + "/ask", "{\"question\": \"Devant quel numéro ?\"}");
        // As if it had been asked a fortnight ago.
        jdbc.update(
                "update routing_case set document = jsonb_set(document, '{deadline,stoppedAt}', to_jsonb(?::text))"
                        + " where case_id = ?::uuid",
                Requests.now().minus(14, ChronoUnit.DAYS).toString(),
                first);

        write(
                first,
                DetailsAdded.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(first)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setDescription("Devant le 3")
                        .build());

        Instant moved = WIRE.awaitOne(EVENTS, first, DeadlineSet.class).getDueAt();
        assertThat(WIRE.awaitOne(EVENTS, second, DeadlineSet.class).getDueAt()).isEqualTo(moved);
        assertThat(Instant.parse(voirie.get(path(second)).text("/expectedAt"))).isEqualTo(moved);
        assertThat(WIRE.read(EVENTS, second, InformationReceived.class)).isEmpty();
    }

    /** A place is where the first request was; two neighbours may have been nearest to different ones. */
    @Test
    void whatIsNearIsOfferedWhicheverPlaceItCountsAt() {
        double metre = 0.000009;
        String first = routedAt(48.8371);
        String beside = routedAt(48.8371 + 60 * metre);
        String between = routedAt(48.8371 + 40 * metre);

        assertThat(ids(desk("voirie").get(path(between) + "/same-matter"), "/candidates"))
                .containsExactly(beside, first);
        String behind = routedAt(48.8371 + 95 * metre);
        assertThat(ids(desk("voirie").get(path(beside) + "/same-matter"), "/candidates"))
                .containsExactly(behind, between);
    }

    @Test
    void whatIsAlikeInWordsIsOfferedBeforeWhatIsNewer() {
        String alike = routedAt(48.8411, "De grands trous se sont ouverts devant la boulangerie");
        String other = routedAt(48.8411, "La chaussée est fissurée sur toute la longueur de la rue");
        String newest = routedAt(48.8411, "");
        String own = routedAt(48.8411, "Un trou profond devant la boulangerie & l’école");
        String wordless = routedAt(48.8411, "");

        assertThat(ids(desk("voirie").get(path(own) + "/same-matter"), "/candidates"))
                .containsExactly(alike, wordless, newest, other);
        assertThat(ids(desk("voirie").get(path(wordless) + "/same-matter"), "/candidates"))
                .as("by time alone")
                .containsExactly(own, newest, other, alike);
    }

    @Test
    void aPersonInTriageFindsThatADepartmentHasTheMatterAlready() {
        RestDesk operator = desk("operator");
        String known = withoutService("Il manque une dalle sur le trottoir", 48.8521);
        String waiting = withoutService("Un trou devant le 3", 48.8521);
        String elsewhere = withoutService("Un trou devant le 3", 48.8481);
        WIRE.awaitOne(EVENTS, known, ServiceRequestRouted.class);
        WIRE.awaitOne(EVENTS, waiting, RoutingDeferred.class);
        WIRE.awaitOne(EVENTS, elsewhere, RoutingDeferred.class);

        assertThat(ids(operator.get("/api/v1/triage/" + waiting + "/same-matter"), "/candidates"))
                .containsExactly(known);
        assertProblem(desk("voirie").post("/api/v1/triage/" + waiting + "/merge", into(known)), 403, "triage_only");
        assertProblem(
                operator.post("/api/v1/triage/" + waiting + "/merge", into(elsewhere)), 409, "merge_target_not_open");
        assertThat(operator.post("/api/v1/triage/" + waiting + "/merge", "{}").text("/errors/0/pointer"))
                .isEqualTo("/into");
        RestDesk.Reply merged = operator.post("/api/v1/triage/" + waiting + "/merge", into(known));

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(merged.text("/department/code")).isEqualTo("voirie");
        assertThat(merged.text("/status")).isEqualTo("routed");
        assertThat(merged.text("/deadline/standing")).isEqualTo("stopped");
        CasesMerged told = WIRE.awaitOne(EVENTS, waiting, CasesMerged.class);
        assertThat(told.getDepartment()).isEqualTo("voirie");
        assertThat(Objects.requireNonNull(told.getReason()).getCode()).isEqualTo("same_matter");
        assertThat(merged.text("/why/code")).isEqualTo("same_matter");
        assertThat(merged.text("/expectedAt"))
                .isEqualTo(desk("voirie").get(path(known)).text("/expectedAt"));
        assertThat(ids(operator.get("/api/v1/triage?limit=200"), "/items")).doesNotContain(waiting);
        desk("voirie").post(path(known) + "/acknowledge", "{\"message\": \"C’est noté\"}");
        assertThat(WIRE.awaitOne(EVENTS, waiting, CaseAcknowledged.class).getMessage())
                .isEqualTo("C’est noté");
    }

    @Test
    void aDepartmentMergesByItsTopicOnceHoweverOftenItSaysSo() {
        String topic = Topics.departmentUpdates("voirie").name();
        String first = routedAt(48.8431);
        String second = routedAt(48.8431);
        MergeCase command = MergeCase.newBuilder()
                .setCommandId(Requests.newId())
                .setCaseId(second)
                .setDepartment("voirie")
                .setIntoCaseId(first)
                .build();

        WIRE.write(topic, second, command);
        WIRE.write(topic, second, command);

        CasesMerged merged = WIRE.awaitOne(EVENTS, second, CasesMerged.class);
        assertThat(merged.getIntoCaseId()).isEqualTo(first);
        assertThat(WIRE.awaitOne(VOIRIE, second, CaseChanged.class))
                .extracting(CaseChanged::getChange, CaseChanged::getCommandId)
                .containsExactly("CasesMerged", command.getCommandId());
        WIRE.write(
                topic,
                second,
                MergeCase.newBuilder(command)
                        .setCommandId(Requests.newId())
                        .setIntoCaseId(second)
                        .build());
        assertThat(WIRE.awaitOne(VOIRIE, second, CommandRefused.class))
                .extracting(CommandRefused::getCommand, CommandRefused::getReason)
                .containsExactly("MergeCase", "case_merged");
        assertThat(WIRE.read(EVENTS, second, CasesMerged.class)).hasSize(1);
    }

    @Test
    void whenTheOtherIsWithdrawnACaseIsOnItsOwnAgain() {
        RestDesk voirie = desk("voirie");
        String first = routedAt(48.8461);
        String second = routedAt(48.8461);
        voirie.post(path(second) + "/merge", into(first));

        withdraw(first);

        WIRE.awaitOne(EVENTS, first, CaseWithdrawn.class);
        RestDesk.Reply own = voirie.get(path(second));
        assertThat(own.json().at("/mergedInto").isNull()).isTrue();
        assertThat(own.text("/status")).isEqualTo("routed");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(WIRE.read(VOIRIE, second, CaseChanged.class))
                        .extracting(CaseChanged::getChange)
                        .startsWith("CasesMerged", "CaseSeparated"));
    }

    @Test
    void whenTheOtherBecomesOnePersonsAffairNobodyElseHearsOfIt() {
        RestDesk voirie = desk("voirie");
        RestDesk operator = desk("operator");
        String first = routedAt(48.8471);
        String second = routedAt(48.8471);
        voirie.post(path(second) + "/merge", into(first));
        voirie.post(path(first) + "/decline", "{\"reason\": \"Pas à nous\"}");
        WIRE.awaitOne(EVENTS, second, RoutingDeferred.class);

        RestDesk.Reply assigned = operator.post(
                "/api/v1/triage/" + first + "/assign", "{\"department\": \"proprete\", \"visibility\": \"private\"}");
        assertThat(assigned.status()).as(assigned.body()).isEqualTo(200);
        desk("proprete").post(path(first) + "/progress", "{\"message\": \"Pour elle seule\"}");

        WIRE.awaitOne(EVENTS, first, ProgressReported.class);
        assertThat(ids(operator.get("/api/v1/triage?limit=200"), "/items")).contains(second);
        assertThat(WIRE.all(EVENTS, second))
                .extracting(event -> event.getSchema().getName())
                .containsExactly("ServiceRequestRouted", "CasesMerged", "ResponsibilityDeclined", "RoutingDeferred");
    }

    @Test
    void whatCannotBeMergedIsSaid() {
        RestDesk voirie = desk("voirie");
        String first = routedAt(48.8451);
        String second = routedAt(48.8451);
        String third = routedAt(48.8451);
        voirie.post(path(second) + "/merge", into(first));

        assertProblem(voirie.post(path(third) + "/merge", into(third)), 422, "invalid_request");
        assertProblem(voirie.post(path(third) + "/merge", "{}"), 422, "invalid_request");
        assertThat(voirie.post(path(third) + "/merge", into(Requests.newId())).text("/errors/0/pointer"))
                .isEqualTo("/into");
        assertProblem(voirie.post(path(third) + "/merge", into(second)), 409, "merge_target_not_open");
        assertProblem(voirie.post(path(first) + "/merge", into(third)), 409, "has_merged_cases");
        assertProblem(voirie.post(path(second) + "/acknowledge", "{}"), 409, "case_merged");
        assertProblem(desk("proprete").post(path(third) + "/merge", into(first)), 404, "case_not_found");
        assertProblem(desk("proprete").get(path(third) + "/same-matter"), 404, "case_not_found");
    }

    @Test
    void whatConcernsOnePersonIsToldToNoOther() {
        String own = Requests.newId();
        String other = Requests.newId();
        write(own, Requests.ofService("civil-record", own));
        write(other, Requests.ofService("civil-record", other));
        String department =
                WIRE.awaitOne(EVENTS, own, ServiceRequestRouted.class).getDepartment();
        WIRE.awaitOne(EVENTS, other, ServiceRequestRouted.class);

        assertProblem(desk(department).post(path(own) + "/merge", into(other)), 409, "concerns_one_person");
        assertThat(ids(desk(department).get(path(own) + "/same-matter"), "/candidates"))
                .isEmpty();
    }

    @Test
    void whatOnePersonWouldBeToldOfAnotherIsNotEvenOffered() {
        String own = routedAt(48.8441);
        String other = routedAt(48.8441);
        String third = routedAt(48.8441);
        // A service that became private after its requests had been placed.
        ofService("civil-record", other);

        assertThat(ids(desk("voirie").get(path(own) + "/same-matter"), "/candidates"))
                .containsExactly(third);
        assertThat(ids(desk("voirie").get(path(other) + "/same-matter"), "/candidates"))
                .isEmpty();
    }

    @Test
    void triageMergesNothingIntoAnotherTerritorysCase() {
        String known = routedAt(48.8431);
        String waiting = withoutService("Un trou devant le 3", 48.8431);
        WIRE.awaitOne(EVENTS, waiting, RoutingDeferred.class);
        jdbc.update(
                "update routing_case set document = jsonb_set(document, '{request,jurisdictionId}', '\"ailleurs\"')"
                        + " where case_id = ?",
                UUID.fromString(known));

        RestDesk.Reply refused = desk("operator").post("/api/v1/triage/" + waiting + "/merge", into(known));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/code")).isEqualTo("merge_target_unknown");
        assertThat(WIRE.read(EVENTS, waiting, CasesMerged.class)).isEmpty();
    }

    @Test
    void ofTwoMergesThatCrossOneIsCarriedOut() throws Exception {
        for (int round = 0; round < 5; round++) {
            String one = routedAt(48.8421);
            String other = routedAt(48.8421);
            CyclicBarrier together = new CyclicBarrier(2);
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<RestDesk.Reply> there = people.submit(() -> {
                    together.await();
                    return desk("voirie").post(path(one) + "/merge", into(other));
                });
                Future<RestDesk.Reply> back = people.submit(() -> {
                    together.await();
                    return desk("voirie").post(path(other) + "/merge", into(one));
                });

                assertThat(List.of(there.get().status(), back.get().status())).containsExactlyInAnyOrder(200, 409);
            }
        }
    }

    private void ofService(String service, String caseId) {
        jdbc.update(
                "update routing_case set document = jsonb_set(document, '{request,serviceCode}', to_jsonb(?::text))"
                        + " where case_id = ?",
                service,
                UUID.fromString(caseId));
    }

    private int places(String caseId) {
        Integer count = jdbc.queryForObject(
                "select count(*) from case_place where case_id = ?", Integer.class, UUID.fromString(caseId));
        return count == null ? 0 : count;
    }

    private static List<String> ids(RestDesk.Reply reply, String list) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().at(list).valueStream().map(MergeIT::id).toList();
    }

    private static String id(JsonNode item) {
        return item.at("/id").asString();
    }

    private static String into(String caseId) {
        return "{\"into\": \"" + caseId + "\"}";
    }

    private static String path(String id) {
        return "/api/v1/cases/" + id;
    }

    private static String routedAt(double latitude) {
        return routedAt(latitude, "Un trou devant le 3");
    }

    private static String routedAt(double latitude, String description) {
        String id = Requests.newId();
        write(
                id,
                ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                        .setDescription(description)
                        .setLocation(new Location(latitude, 2.3515, null))
                        .build());
        assertThat(WIRE.awaitOne(EVENTS, id, ServiceRequestRouted.class).getDepartment())
                .isEqualTo("voirie");
        return id;
    }

    private static String withoutService(String description, double latitude) {
        String id = Requests.newId();
        write(
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("other", id))
                        .setDescription(description)
                        .setLocation(new Location(latitude, 2.3541, null))
                        .build());
        return id;
    }

    private static void contest(String id) {
        write(
                id,
                OutcomeContested.newBuilder()
                        .setEventId(Requests.newId())
                        .setRequestId(id)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Requests.now())
                        .setRequesterId(Requests.newId())
                        .setCaseVersion(0)
                        .setReason("Le trou est toujours là")
                        .build());
    }

    private static void withdraw(String id) {
        write(id, Requests.withdrawn(id, 2));
    }

    private static void write(String id, SpecificRecord event) {
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, event);
    }

    private static void assertNumberedWithoutGaps(String id) {
        List<Long> numbers = WIRE.all(EVENTS, id).stream()
                .map(event ->
                        (Long) event.get(event.getSchema().getField("sequence").pos()))
                .toList();
        assertThat(numbers).containsExactly(1L, 2L, 3L);
    }
}
