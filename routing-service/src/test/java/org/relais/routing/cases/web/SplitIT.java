package org.relais.routing.cases.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Outcome;
import org.relais.event.department.command.v1.NewPart;
import org.relais.event.department.command.v1.SplitCase;
import org.relais.event.department.v1.CaseAssigned;
import org.relais.event.department.v1.CaseChanged;
import org.relais.event.department.v1.CaseUnassigned;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.Wire;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** One request, several departments: each works on its part, and the requester sees one request with one answer. */
class SplitIT extends RunningService {

    private static final String EVENTS = ROUTING_SERVICE_REQUESTS.name();
    private static final String VOIRIE = Topics.departmentRequests("voirie").name();
    private static final String ECLAIRAGE =
            Topics.departmentRequests("eclairage").name();
    private static final String LAMP = "Remplacer le lampadaire";
    private static final String ROAD = "Dégager la chaussée";
    private static final String FIXED = "{\"outcome\": \"fixed\", \"message\": \"C’est fait\"}";

    @Autowired
    private JdbcTemplate jdbc;

    @Test
    void eachDepartmentWorksOnItsPartAndTheRequestEndsWithTheLastOne() {
        String id = routed();
        RestDesk voirie = desk("voirie");
        RestDesk eclairage = desk("eclairage");

        RestDesk.Reply split = voirie.post(path(id) + "/split", lampAndRoad());

        assertThat(split.status()).as(split.body()).isEqualTo(200);
        assertThat(split.json().at("/department").isNull()).isTrue();
        assertThat(split.text("/status")).isEqualTo("routed");
        String lamp = split.text("/parts/0/id");
        String road = split.text("/parts/1/id");
        assertThat(voirie.get(path(id)).status()).as("nobody has the whole").isEqualTo(404);
        RestDesk.Reply own = voirie.get(path(road));
        assertThat(own.text("/work")).isEqualTo(ROAD);
        assertThat(own.text("/requestId")).isEqualTo(id);
        assertThat(own.text("/description")).isEqualTo("Un trou devant le 3");
        assertThat(own.text("/deadline/standing")).isEqualTo("running");
        assertThat(own.text("/parts/0/department/name")).isEqualTo("Éclairage public");
        assertThat(voirie.get(path(lamp)).status()).isEqualTo(404);
        assertThat(WIRE.awaitOne(VOIRIE, id, CaseUnassigned.class).getCaseId()).isEqualTo(id);
        CaseAssigned assigned = WIRE.awaitOne(ECLAIRAGE, id, CaseAssigned.class);
        assertThat(assigned.getCaseId()).isEqualTo(lamp);
        assertThat(assigned.getWork()).isEqualTo(LAMP);

        eclairage.post(path(lamp) + "/acknowledge", "{\"message\": \"Demain\"}");
        RestDesk.Reply first = voirie.post(path(road) + "/resolve", FIXED);
        assertThat(first.text("/status")).isEqualTo("resolved");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() ->
                        assertThat(latest(id).getParts().getLast().getStatus()).isEqualTo("resolved"));
        assertThat(latest(id).getStatus()).isEqualTo("in_progress");
        eclairage.post(
                path(lamp) + "/resolve",
                "{\"outcome\": \"planned\", \"message\": \"Commandé\", \"plannedFor\": \""
                        + LocalDate.now(ZoneOffset.UTC).plusMonths(1) + "\"}");

        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getParts())
                        .extracting(CasePart::getStatus)
                        .containsOnly("resolved"));
        List<CaseResolved> outcomes = WIRE.read(EVENTS, id, CaseResolved.class);
        assertThat(outcomes).extracting(CaseResolved::getCaseId).containsExactly(road, lamp, id);
        assertThat(outcomes)
                .as("a part's event says where the request stands")
                .extracting(CaseResolved::getStatus)
                .containsExactly("in_progress", "resolved", "resolved");
        CaseResolved together = outcomes.getLast();
        assertThat(together.getOutcome()).isEqualTo(Outcome.PLANNED);
        assertThat(together.getMessage()).contains(LAMP, "Commandé", ROAD, "C’est fait");
        assertThat(together.getDepartment()).isEmpty();
        assertThat(latest(id).getParts())
                .extracting(CasePart::getDepartment, CasePart::getWork, CasePart::getOutcome)
                .containsExactly(tuple("eclairage", LAMP, Outcome.PLANNED), tuple("voirie", ROAD, Outcome.FIXED));
        assertThat(WIRE.all(EVENTS, id))
                .extracting(event -> event.getSchema().getName())
                .startsWith("ServiceRequestRouted", "CaseSplit", "ServiceRequestRouted", "ServiceRequestRouted");
        WIRE.assertNumberedWithoutGaps(EVENTS, id);

        write(id, confirmed(id, 2));
        assertThat(WIRE.awaitOne(EVENTS, id, CaseConfirmed.class).getCaseId()).isEqualTo(id);
        assertThat(voirie.get(path(road)).text("/status")).isEqualTo("confirmed");
        assertThat(eclairage.get(path(lamp)).text("/status")).isEqualTo("confirmed");

        write(id, contested(id, 3));
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getStatus()).isEqualTo("contested"));
        assertThat(voirie.get(path(road)).text("/status")).isEqualTo("contested");
        assertThat(eclairage.get(path(lamp)).text("/status")).isEqualTo("contested");
    }

    @Test
    void oneThatWasConfirmedBeforePartsWereKeptThenIsContestedInItsParts() {
        String id = routed();
        Parts parts = split(id);
        resolve(parts);
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(WIRE.read(EVENTS, id, CaseResolved.class))
                        .extracting(CaseResolved::getCaseId)
                        .contains(id));
        write(id, confirmed(id, 2));
        WIRE.awaitOne(EVENTS, id, CaseConfirmed.class);
        String kept = document(id);
        jdbc.update(
                "update routing_case set document = document || '{\"parts\": null, \"resolvedSince\": 0}'"
                        + " where case_id = ?::uuid",
                id);
        assertThat(document(id)).isNotEqualTo(kept);

        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            ScriptUtils.executeSqlScript(
                    connection, new ClassPathResource("db/migration/V44__parts_of_confirmed_requests.sql"));
            return true;
        });

        assertThat(document(id)).isEqualTo(kept);
        write(id, contested(id, 3));
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getStatus()).isEqualTo("contested"));
        assertThat(desk("voirie").get(path(parts.road())).text("/status")).isEqualTo("contested");
        assertThat(desk("eclairage").get(path(parts.lamp())).text("/status")).isEqualTo("contested");
        assertThat(jdbc.queryForObject("select status from routing_case where case_id = ?::uuid", String.class, id))
                .isEqualTo("contested");
    }

    /** Its parts by their ids: the order in which they were named isn't told by their own cases. */
    private String document(String id) {
        return jdbc.queryForList("""
            select jsonb_set(document, '{parts}', coalesce(
                (select jsonb_agg(part order by part ->> 'caseId')
                 from jsonb_array_elements(nullif(document -> 'parts', 'null')) part), 'null'))::text
            from routing_case where case_id = ?::uuid
            """, String.class, id).getFirst();
    }

    @Test
    void whoContestsIsHeardByEveryDepartmentAndTheSecondTimeByTriage() {
        String id = routed();
        Parts parts = split(id);
        resolve(parts);

        write(id, contested(id, 2));

        CaseContested contested = WIRE.awaitOne(EVENTS, id, CaseContested.class);
        assertThat(contested.getCaseId()).isEqualTo(id);
        assertThat(contested.getStatus()).isEqualTo("contested");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getStatus()).isEqualTo("contested"));
        assertThat(desk("voirie").get(path(parts.road())).text("/status")).isEqualTo("contested");
        assertThat(desk("eclairage")
                        .post(path(parts.lamp()) + "/acknowledge", "{}")
                        .text("/status"))
                .isEqualTo("reopened");
        resolve(parts);
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(WIRE.read(EVENTS, id, CaseResolved.class).stream()
                                .filter(resolved -> resolved.getCaseId().equals(id)))
                        .hasSize(2));

        write(id, contested(id, 3));

        assertThat(WIRE.await(EVENTS, id, RoutingDeferred.class, 2))
                .extracting(RoutingDeferred::getCaseId)
                .containsExactlyInAnyOrder(parts.lamp(), parts.road());
        assertThat(desk("operator").get("/api/v1/triage?limit=200").body())
                .contains(parts.lamp(), parts.road())
                .doesNotContain("\"id\":\"" + id + "\"");
        WIRE.assertNumberedWithoutGaps(EVENTS, id);
    }

    @Test
    void whoContestsAfterAnotherIsHeardByEveryDepartmentAndContestsNoAnswerTheyHaveNotSeen() {
        String id = routed();
        Parts parts = split(id);
        resolve(parts);
        write(id, contested(id, 2));
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getStatus()).isEqualTo("contested"));
        desk("voirie").post(path(parts.road()) + "/resolve", FIXED);

        write(id, contested(id, 3));

        assertThat(WIRE.awaitOne(EVENTS, id, InformationReceived.class).getCaseId())
                .isEqualTo(id);
        assertThat(WIRE.read(EVENTS, id, CitizenActionRefused.class)).isEmpty();
        assertThat(desk("voirie").get(path(parts.road())).text("/status")).isEqualTo("resolved");
        assertThat(desk("eclairage").get(path(parts.lamp())).text("/status")).isEqualTo("contested");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(WIRE.read(ECLAIRAGE, id, CaseChanged.class))
                        .filteredOn(change -> change.getChange().equals("InformationReceived"))
                        .extracting(CaseChanged::getMessage)
                        .containsExactly("Le lampadaire est toujours par terre"));
    }

    @Test
    void whatIsWithdrawnEndsForAll() {
        String id = routed();
        Parts parts = split(id);
        desk("voirie").post(path(parts.road()) + "/resolve", FIXED);

        write(id, Requests.withdrawn(id, 2));

        assertThat(WIRE.awaitOne(EVENTS, id, CaseWithdrawn.class).getCaseId()).isEqualTo(id);
        assertThat(desk("eclairage").get(path(parts.lamp())).text("/status")).isEqualTo("withdrawn");
        assertThat(desk("voirie").get(path(parts.road())).text("/status"))
                .as("what had its outcome keeps it")
                .isEqualTo("resolved");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(WIRE.read(ECLAIRAGE, id, CaseChanged.class))
                        .extracting(CaseChanged::getChange)
                        .contains("CaseWithdrawn"));
        assertProblem(desk("eclairage").post(path(parts.lamp()) + "/acknowledge", "{}"), 409, "case_closed");
    }

    @Test
    void aPartIsDeclinedAndReroutedLikeAnyCase() {
        String id = routed();
        Parts parts = split(id);

        desk("eclairage")
                .post(
                        path(parts.lamp()) + "/decline",
                        "{\"reason\": \"Ce n’est pas un des nôtres\", \"proposedDepartment\": \"voirie\"}");
        assertThat(desk("voirie").get(path(parts.lamp())).text("/work")).isEqualTo(LAMP);
        desk("voirie").post(path(parts.lamp()) + "/decline", "{\"reason\": \"Ni à nous\"}");

        RoutingDeferred deferred = WIRE.awaitOne(EVENTS, id, RoutingDeferred.class);
        assertThat(deferred.getCaseId()).isEqualTo(parts.lamp());
        assertThat(deferred.getStatus()).isEqualTo("in_progress");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() ->
                        assertThat(latest(id).getParts().getFirst().getStatus()).isEqualTo("awaiting_triage"));
        RestDesk.Reply given =
                desk("operator").post("/api/v1/triage/" + parts.lamp() + "/assign", "{\"department\": \"eclairage\"}");
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(desk("eclairage").get(path(parts.lamp())).text("/status")).isEqualTo("routed");
        assertThat(jdbc.queryForObject(
                        "select count(*) from routing_decision where case_id = ?",
                        Integer.class,
                        UUID.fromString(parts.lamp())))
                .as("no rule learns from a part")
                .isZero();
    }

    @Test
    void theRequesterIsAskedOneQuestionAtATime() {
        String id = routed();
        Parts parts = split(id);
        RestDesk asked = desk("eclairage");

        asked.post(path(parts.lamp()) + "/ask", "{\"question\": \"Quel numéro ?\"}");
        assertProblem(
                desk("voirie").post(path(parts.road()) + "/ask", "{\"question\": \"Où ?\"}"),
                409,
                "question_already_open");

        InformationRequested question = WIRE.awaitOne(EVENTS, id, InformationRequested.class);
        assertThat(question.getCaseId()).as("asked of the whole").isEqualTo(id);
        assertThat(question.getDepartment()).isEqualTo("eclairage");
        assertThat(question.getStatus()).isEqualTo("awaiting_citizen");
        assertThat(asked.get(path(parts.lamp())).text("/deadline/standing")).isEqualTo("stopped");
        assertThat(desk("voirie").get(path(parts.road())).text("/deadline/standing"))
                .isEqualTo("running");

        write(id, details(id, question.getQuestionId()));

        assertThat(WIRE.awaitOne(EVENTS, id, InformationReceived.class).getCaseId())
                .isEqualTo(id);
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getStatus()).isEqualTo("in_progress"));
        assertThat(asked.get(path(parts.lamp())).text("/status")).isEqualTo("in_progress");
        assertThat(desk("voirie").get(path(parts.road())).body()).contains("Le numéro 12");
        assertThat(desk("voirie")
                        .post(path(parts.road()) + "/ask", "{\"question\": \"Où ?\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatCannotBeSplitIsSaid() {
        RestDesk voirie = desk("voirie");
        String leader = routed();
        String follower = routed();
        voirie.post(path(follower) + "/merge", "{\"into\": \"" + leader + "\"}");
        String id = routed();
        Parts parts = split(id);
        String whole = routed();

        assertProblem(voirie.post(path(follower) + "/split", lampAndRoad()), 409, "case_merged");
        assertProblem(voirie.post(path(leader) + "/split", lampAndRoad()), 409, "has_merged_cases");
        assertProblem(voirie.post(path(parts.road()) + "/split", lampAndRoad()), 409, "case_is_part");
        assertProblem(voirie.post(path(parts.road()) + "/merge", "{\"into\": \"" + whole + "\"}"), 409, "case_is_part");
        assertProblem(
                voirie.post(path(whole) + "/merge", "{\"into\": \"" + parts.road() + "\"}"),
                409,
                "merge_target_not_open");
        assertProblem(desk("proprete").post(path(whole) + "/split", lampAndRoad()), 404, "case_not_found");
        assertThat(refusedField(voirie.post(path(whole) + "/split", "{}"))).isEqualTo("/parts parts_out_of_range");
        assertThat(refusedField(voirie.post(
                        path(whole) + "/split",
                        "{\"parts\": [null, {\"department\": \"voirie\", \"work\": \"Dégager\"}]}")))
                .isEqualTo("/parts work_missing");
        assertThat(refusedField(voirie.post(
                        path(whole) + "/split",
                        "{\"parts\": [{\"department\": \"x\", \"work\": \"a\"}, {\"department\": \"voirie\","
                                + " \"work\": \"b\"}]}")))
                .isEqualTo("/parts part_department_unknown");
        voirie.post(path(whole) + "/ask", "{\"question\": \"Où ?\"}");
        assertProblem(voirie.post(path(whole) + "/split", lampAndRoad()), 409, "question_already_open");
        assertThat(WIRE.read(EVENTS, whole, CaseSplit.class)).isEmpty();
    }

    @Test
    void aDepartmentSplitsByItsTopicOnceHoweverOftenItSaysSo() {
        String id = routed();
        SplitCase command = SplitCase.newBuilder()
                .setCommandId(Requests.newId())
                .setCaseId(id)
                .setDepartment("voirie")
                .setParts(List.of(
                        new NewPart("eclairage", LAMP + ", appelez le 06 12 34 56 78"), new NewPart("voirie", ROAD)))
                .build();

        WIRE.write(Topics.departmentUpdates("voirie").name(), id, command);
        WIRE.write(Topics.departmentUpdates("voirie").name(), id, command);

        CaseSplit split = WIRE.awaitOne(EVENTS, id, CaseSplit.class);
        assertThat(split.getDepartment()).isEqualTo("voirie");
        assertThat(split.getParts().getFirst().getWork())
                .as("no contact detail in what is published")
                .startsWith(LAMP)
                .doesNotContain("06 12");
        assertThat(WIRE.awaitOne(VOIRIE, id, CaseUnassigned.class).getCommandId())
                .isEqualTo(command.getCommandId());
        desk("eclairage").post(path(split.getParts().getFirst().getCaseId()) + "/acknowledge", "{}");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() ->
                        assertThat(WIRE.read(EVENTS, id, PartsChanged.class)).isNotEmpty());
        assertThat(WIRE.read(EVENTS, id, CaseSplit.class)).hasSize(1);
        assertThat(WIRE.read(EVENTS, id, ServiceRequestRouted.class)).hasSize(3);
    }

    @Test
    void partsThatEndAtTheSameMomentEndTheRequestOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            String id = routed();
            Parts parts = split(id);
            CyclicBarrier together = new CyclicBarrier(2);
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<RestDesk.Reply> lamp = people.submit(() -> {
                    together.await();
                    return desk("eclairage").post(path(parts.lamp()) + "/resolve", FIXED);
                });
                Future<RestDesk.Reply> road = people.submit(() -> {
                    together.await();
                    return desk("voirie").post(path(parts.road()) + "/resolve", FIXED);
                });
                assertThat(lamp.get().status()).isEqualTo(200);
                assertThat(road.get().status()).isEqualTo(200);
            }

            assertThat(WIRE.await(EVENTS, id, CaseResolved.class, 3))
                    .filteredOn(resolved -> resolved.getCaseId().equals(id))
                    .hasSize(1);
            WIRE.assertNumberedWithoutGaps(EVENTS, id);
        }
    }

    /** A statement that waits for the split doesn't see the parts that it made; the withdrawal must reach them all the same. */
    @Test
    void whatIsWithdrawnWhileItIsSplitEndsForAll() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = routed();
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<RestDesk.Reply> split =
                        people.submit(() -> desk("voirie").post(path(id) + "/split", lampAndRoad()));
                write(id, Requests.withdrawn(id, 2));
                assertThat(split.get().status()).isIn(200, 409);
            }

            await().atMost(Wire.PATIENCE)
                    .untilAsserted(() -> assertThat(jdbc.queryForList(
                                    "SELECT DISTINCT status FROM routing_case WHERE request_id = ?::uuid",
                                    String.class,
                                    id))
                            .containsExactly("withdrawn"));
        }
    }

    @Test
    void aDateThatPassedBeforeIsNotMissedAgainByEachPart() {
        String id = Requests.newId();
        write(
                id,
                ServiceRequestSubmitted.newBuilder(Requests.aPothole(id))
                        .setOccurredAt(Requests.now().minus(90, ChronoUnit.DAYS))
                        .build());
        WIRE.awaitOne(EVENTS, id, DeadlineMissed.class);

        Parts parts = split(id);

        RestDesk.Reply road = desk("voirie").get(path(parts.road()));
        assertThat(road.text("/deadline/standing")).isEqualTo("missed");
        desk("voirie").post(path(parts.road()) + "/progress", "{\"message\": \"On y va\"}");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(latest(id).getStatus()).isEqualTo("in_progress"));
        assertThat(WIRE.read(EVENTS, id, DeadlineMissed.class)).hasSize(1);
    }

    private record Parts(String lamp, String road) {}

    private Parts split(String id) {
        RestDesk.Reply split = desk("voirie").post(path(id) + "/split", lampAndRoad());
        assertThat(split.status()).as(split.body()).isEqualTo(200);
        return new Parts(split.text("/parts/0/id"), split.text("/parts/1/id"));
    }

    private void resolve(Parts parts) {
        assertThat(desk("voirie").post(path(parts.road()) + "/resolve", FIXED).status())
                .isEqualTo(200);
        assertThat(desk("eclairage")
                        .post(path(parts.lamp()) + "/resolve", FIXED)
                        .status())
                .isEqualTo(200);
    }

    /** What the public was told last of the parts. */
    private static PartsChanged latest(String id) {
        List<PartsChanged> told = WIRE.read(EVENTS, id, PartsChanged.class);
        assertThat(told).isNotEmpty();
        return told.getLast();
    }

    private static String lampAndRoad() {
        return """
            {"parts": [{"department": "eclairage", "work": "%s"}, {"department": "voirie", "work": "%s"}]}
            """.formatted(LAMP, ROAD);
    }

    private static String path(String id) {
        return "/api/v1/cases/" + id;
    }

    private static String routed() {
        String id = Requests.newId();
        write(id, Requests.aPothole(id));
        assertThat(WIRE.awaitOne(EVENTS, id, ServiceRequestRouted.class).getDepartment())
                .isEqualTo("voirie");
        return id;
    }

    private static DetailsAdded details(String id, String question) {
        return DetailsAdded.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(2)
                .setOccurredAt(Requests.now())
                .setRequesterId(Requests.newId())
                .setDescription("Le numéro 12")
                .setAnswers(List.of())
                .setAttachments(List.of())
                .setQuestionId(question)
                .build();
    }

    private static OutcomeContested contested(String id, long sequence) {
        return OutcomeContested.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(Requests.now())
                .setRequesterId(Requests.newId())
                .setReason("Le lampadaire est toujours par terre")
                .build();
    }

    private static OutcomeConfirmed confirmed(String id, long sequence) {
        return OutcomeConfirmed.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(Requests.now())
                .setRequesterId(Requests.newId())
                .build();
    }

    private static void write(String id, SpecificRecord event) {
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, event);
    }
}
