package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Location;
import org.relais.event.common.v1.Outcome;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.event.department.command.v1.AskRequester;
import org.relais.event.department.command.v1.DeclineCase;
import org.relais.event.department.command.v1.ResolveCase;
import org.relais.event.department.v1.CaseAssigned;
import org.relais.event.department.v1.CaseChanged;
import org.relais.event.department.v1.CaseUnassigned;
import org.relais.event.department.v1.CommandRefused;
import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.routing.DeskBrowser;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.Wire;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A request comes in by Kafka, its department answers by Kafka, and everything that can go wrong has its fate. */
class DepartmentDialogueIT extends RunningService {

    private static final String VOIRIE = Topics.departmentRequests("voirie").name();
    private static final String PROPRETE = Topics.departmentRequests("proprete").name();
    private static final String FROM_VOIRIE = Topics.departmentUpdates("voirie").name();
    private static final String FROM_PROPRETE =
            Topics.departmentUpdates("proprete").name();

    @LocalServerPort
    private int ownPort;

    @Test
    void aRequestIsRoutedWithItsReasonAndTheDepartmentGetsTheWholeCase() {
        String id = Requests.newId();

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));

        ServiceRequestRouted routed = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        CaseAssigned assigned = WIRE.awaitOne(VOIRIE, id, CaseAssigned.class);
        assertThat(routed.getDepartment()).isEqualTo("voirie");
        assertThat(routed.getReason().getText()).containsKeys("fr", "en");
        assertThat(routed.getReason().getRuleId()).isNotEmpty();
        assertThat(routed.getExpectedAt()).isAfter(routed.getOccurredAt());
        assertThat(routed.getCaseVersion()).isEqualTo(1);
        assertThat(routed.getSequence()).isEqualTo(1);
        assertThat(assigned.getDescription()).isEqualTo("Un trou devant le 3");
        assertThat(assigned.getServiceName()).containsEntry("fr", "Nid-de-poule");
        assertThat(assigned.getStatus()).isEqualTo("routed");
        assertThat(assigned.getExpectedAt()).isEqualTo(routed.getExpectedAt());
    }

    @Test
    void aRequestThatIsToldOnlyLaterWhatAndWhereItIsIsRoutedThen() {
        String id = Requests.newId();
        RoutingDeferred deferred = withoutServiceAndPlace(id);

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, whatAndWhere(id, null));

        assertThat(deferred.getReason().getCode()).isEqualTo("service_missing");
        ServiceRequestRouted routed = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        assertThat(routed.getDepartment()).isEqualTo("voirie");
        assertThat(routed.getCause()).isEqualTo("rule");
        assertThat(routed.getServiceCode()).isEqualTo("pothole");
        assertThat(routed.getArea()).isNotNull();
        assertThat(routed.getExpectedAt()).isAfter(Requests.now());
        CaseAssigned assigned = WIRE.awaitOne(VOIRIE, id, CaseAssigned.class);
        assertThat(assigned.getServiceCode()).isEqualTo("pothole");
        assertThat(assigned.getLocation().getAddress()).isEqualTo("3 rue du Pont");
    }

    @Test
    void whoHasTheCaseAlreadyLearnsWhatAndWhereItIsWhereverTheyLook() throws Exception {
        String id = Requests.newId();
        withoutServiceAndPlace(id);
        desk("operator").post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\"}");
        CaseAssigned assigned = WIRE.awaitOne(VOIRIE, id, CaseAssigned.class);
        WIRE.write(FROM_VOIRIE, id, ask(id));
        InformationRequested asked = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, InformationRequested.class);

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, whatAndWhere(id, asked.getQuestionId()));

        CaseChanged told = changed(id, "InformationReceived");
        assertThat(assigned.getServiceCode()).isEmpty();
        assertThat(assigned.getLocation()).isNull();
        CaseChanged before = changed(id, "InformationRequested");
        assertThat(before.getServiceCode()).isEmpty();
        assertThat(before.getLocation()).isNull();
        assertThat(before.getArea()).isNull();
        assertThat(told.getServiceCode()).isEqualTo("pothole");
        assertThat(told.getServiceName()).containsEntry("fr", "Nid-de-poule");
        assertThat(told.getLocation()).isEqualTo(new Location(48.85, 2.35, "3 rue du Pont"));
        assertThat(told.getArea()).isNotEmpty();
        RestDesk.Reply seen = desk("voirie").get("/api/v1/cases/" + id);
        assertThat(seen.text("/service/code")).isEqualTo("pothole");
        assertThat(seen.text("/location/address")).isEqualTo("3 rue du Pont");
        assertThat(seen.json().at("/location/latitude").asDouble()).isEqualTo(48.85);
        assertThat(seen.text("/area")).isEqualTo(told.getArea());
        assertThat(DeskBrowser.signedIn(ownPort, "voirie")
                        .get("/desk/cases/" + id)
                        .body())
                .contains("Nid-de-poule", "3 rue du Pont", "48.85");
    }

    @Test
    void aRequestThatNoRuleDecidesWaitsInTriage() {
        String id = Requests.newId();

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("no-such-service", id));

        RoutingDeferred deferred = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        assertThat(deferred.getReason().getCode()).isEqualTo("unknown_service");
        assertThat(deferred.getStatus()).isEqualTo("awaiting_triage");
    }

    @Test
    void aCommandIsAnsweredOnceByItsEffectHoweverOftenItIsSent() {
        String id = routedToVoirie();
        AcknowledgeCase command = acknowledge(id, "voirie", null);

        WIRE.write(FROM_VOIRIE, id, command);
        WIRE.write(FROM_VOIRIE, id, command);
        WIRE.write(FROM_VOIRIE, id, resolve(id, "voirie"));

        List<CaseChanged> changes = WIRE.await(VOIRIE, id, CaseChanged.class, 2);
        assertThat(changes.getFirst().getCommandId()).isEqualTo(command.getCommandId());
        assertThat(changes.getFirst().getChange()).isEqualTo("CaseAcknowledged");
        assertThat(changes.getLast().getStatus()).isEqualTo("resolved");
        assertThat(WIRE.read(VOIRIE, id, CommandRefused.class)).isEmpty();
        assertThat(WIRE.await(ROUTING_SERVICE_REQUESTS.name(), id, CaseAcknowledged.class, 1))
                .hasSize(1);
        WIRE.assertNumberedWithoutGaps(VOIRIE, id);
        WIRE.assertNumberedWithoutGaps(ROUTING_SERVICE_REQUESTS.name(), id);
    }

    @Test
    void aRefusedCommandIsRefusedOnceHoweverOftenItIsSent() {
        String id = routedToVoirie();
        AcknowledgeCase stale = acknowledge(id, "voirie", 7L);

        WIRE.write(FROM_VOIRIE, id, stale);
        WIRE.write(FROM_VOIRIE, id, stale);
        WIRE.write(FROM_VOIRIE, id, acknowledge(id, "voirie", 1L));

        WIRE.await(VOIRIE, id, CaseChanged.class, 1);
        CommandRefused refused = WIRE.awaitOne(VOIRIE, id, CommandRefused.class);
        assertThat(refused.getReason()).isEqualTo("stale_version");
        assertThat(refused.getCaseVersion()).isEqualTo(1);
        assertThat(refused.getDetail()).startsWith("Le dossier a changé");
    }

    @Test
    void anotherDepartmentsCaseIsNotFoundAndNothingOfItIsTold() {
        String id = routedToVoirie();

        WIRE.write(FROM_PROPRETE, id, acknowledge(id, "proprete", null));

        CommandRefused refused = WIRE.awaitOne(PROPRETE, id, CommandRefused.class);
        assertThat(refused.getReason()).isEqualTo("case_not_found");
        assertThat(refused.getStatus()).isEmpty();
        assertThat(refused.getCaseVersion()).isZero();
    }

    @Test
    void aCommandInAnotherDepartmentsNameIsQuarantinedAndTheNextOnePasses() {
        String id = routedToVoirie();
        AcknowledgeCase forged = acknowledge(id, "proprete", null);

        WIRE.write(FROM_VOIRIE, id, forged);
        WIRE.write(FROM_VOIRIE, id, acknowledge(id, "voirie", null));

        WIRE.await(VOIRIE, id, CaseChanged.class, 1);
        assertQuarantined(id, "department_mismatch");
    }

    @Test
    void bytesThatAreNoCommandGoToTheDeadLettersAndTheNextOnePasses() {
        String id = routedToVoirie();

        WIRE.write(FROM_VOIRIE, id, "not avro".getBytes(StandardCharsets.UTF_8));
        WIRE.write(FROM_VOIRIE, id, acknowledge(id, "voirie", null));

        WIRE.await(VOIRIE, id, CaseChanged.class, 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(deadLettersOf(id)).isNotEmpty());
    }

    @Test
    void aCommandWithoutAKafkaKeyIsCarriedOutOnItsCase() {
        String id = routedToVoirie();

        WIRE.write(FROM_VOIRIE, null, acknowledge(id, "voirie", null));

        assertThat(WIRE.await(VOIRIE, id, CaseChanged.class, 1).getFirst().getStatus())
                .isEqualTo("acknowledged");
    }

    @Test
    void aCommandThatNamesNoCaseIsQuarantinedAtOnce() {
        String key = "no-case-" + Requests.newId();

        WIRE.write(FROM_VOIRIE, key, acknowledge("", "voirie", null));

        assertQuarantined(key, "case_id_missing");
    }

    @Test
    void aCommandWhoseCaseNoAnswerCanNameIsQuarantinedAtOnce() {
        String key = "long-case-" + Requests.newId();

        WIRE.write(FROM_VOIRIE, key, acknowledge("ada@people.example ".repeat(200), "voirie", null));

        assertQuarantined(key, "case_id_invalid");
    }

    @Test
    void wordsThatCannotBeStoredAreRefusedWithTheirReason() {
        String id = routedToVoirie();
        ResolveCase unusable = ResolveCase.newBuilder(resolve(id, "voirie"))
                .setMessage("Rebouché\u0000")
                .build();

        WIRE.write(FROM_VOIRIE, id, unusable);

        assertThat(WIRE.awaitOne(VOIRIE, id, CommandRefused.class).getReason()).isEqualTo("text_unusable");
    }

    @Test
    void aCommandInACompatibleSchemaOfTheDepartmentsOwnIsRead() {
        String id = routedToVoirie();
        Schema own = new Schema.Parser().parse("""
            {"type": "record", "name": "AcknowledgeCase", "namespace": "org.relais.event.department.command.v1",
             "fields": [{"name": "commandId", "type": "string", "default": ""},
                        {"name": "caseId", "type": "string", "default": ""},
                        {"name": "department", "type": "string", "default": ""}]}
            """);

        WIRE.write(
                FROM_VOIRIE,
                id,
                new GenericRecordBuilder(own)
                        .set("commandId", Requests.newId())
                        .set("caseId", id)
                        .set("department", "voirie")
                        .build());

        assertThat(WIRE.await(VOIRIE, id, CaseChanged.class, 1).getFirst().getStatus())
                .isEqualTo("acknowledged");
    }

    @Test
    void aDeclinedCaseLeavesOneDepartmentAndReachesTheNextWithItsDate() {
        String id = routedToVoirie();
        DeclineCase decline = DeclineCase.newBuilder()
                .setCommandId(Requests.newId())
                .setCaseId(id)
                .setDepartment("voirie")
                .setReason("C’est un dépôt sauvage")
                .setProposedDepartment("proprete")
                .build();

        WIRE.write(FROM_VOIRIE, id, decline);

        CaseUnassigned unassigned = WIRE.awaitOne(VOIRIE, id, CaseUnassigned.class);
        CaseAssigned assigned = WIRE.awaitOne(PROPRETE, id, CaseAssigned.class);
        CaseAssigned first = WIRE.awaitOne(VOIRIE, id, CaseAssigned.class);
        assertThat(unassigned.getCommandId()).isEqualTo(decline.getCommandId());
        assertThat(unassigned.getNewDepartment()).isEqualTo("proprete");
        assertThat(assigned.getPreviousDepartment()).isEqualTo("voirie");
        assertThat(assigned.getExpectedAt()).isEqualTo(first.getExpectedAt());
        assertThat(WIRE.await(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class, 2)
                        .getLast()
                        .getCause())
                .isEqualTo("declined");
    }

    @Test
    void aQuestionIsAnsweredAndTheOutcomeConfirmed() {
        String id = routedToVoirie();
        WIRE.write(FROM_VOIRIE, id, ask(id));
        InformationRequested asked = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, InformationRequested.class);

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, answer(id, asked.getQuestionId()));
        InformationReceived received = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, InformationReceived.class);
        WIRE.write(FROM_VOIRIE, id, resolve(id, "voirie"));
        long resolvedVersion = changed(id, "CaseResolved").getCaseVersion();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, confirm(id, 3, resolvedVersion));

        CaseConfirmed confirmed = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseConfirmed.class);
        assertThat(received.getQuestionId()).isEqualTo(asked.getQuestionId());
        assertThat(received.getStatus()).isEqualTo("in_progress");
        assertThat(confirmed.getStatus()).isEqualTo("confirmed");
        assertThat(changed(id, "CaseConfirmed").getStatus()).isEqualTo("confirmed");
        assertThat(changed(id, "InformationReceived").getMessage()).isEqualTo("Devant le 3");
        WIRE.assertNumberedWithoutGaps(ROUTING_SERVICE_REQUESTS.name(), id);
    }

    @Test
    void whatACitizenCannotDoIsRefusedWithItsReason() {
        String id = routedToVoirie();
        OutcomeConfirmed tooEarly = confirm(id, 2, 1);

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, tooEarly);
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.withdrawn(id, 3));

        CitizenActionRefused refused = WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CitizenActionRefused.class);
        assertThat(refused.getReason()).isEqualTo("not_resolved");
        assertThat(refused.getRefusedEventId()).isEqualTo(tooEarly.getEventId());
        assertThat(refused.getRefusedType()).isEqualTo("OutcomeConfirmed");
        assertThat(WIRE.await(VOIRIE, id, CaseChanged.class, 1).getFirst().getStatus())
                .isEqualTo("withdrawn");
    }

    /** In working hours the date moves by the time the citizen took to answer, and the department hears that between. */
    private static CaseChanged changed(String id, String change) {
        return await(change)
                .atMost(Wire.PATIENCE)
                .until(
                        () -> WIRE.read(VOIRIE, id, CaseChanged.class).stream()
                                .filter(seen -> change.equals(seen.getChange()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static RoutingDeferred withoutServiceAndPlace(String id) {
        WIRE.write(
                INTAKE_SERVICE_REQUESTS.name(),
                id,
                ServiceRequestSubmitted.newBuilder(Requests.ofService("", id))
                        .setLocation(null)
                        .build());
        return WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
    }

    private static DetailsAdded whatAndWhere(String id, @Nullable String questionId) {
        return DetailsAdded.newBuilder(answer(id, questionId))
                .setServiceCode("pothole")
                .setLocation(new Location(48.85, 2.35, "3 rue du Pont"))
                .build();
    }

    private static String routedToVoirie() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));
        WIRE.awaitOne(VOIRIE, id, CaseAssigned.class);
        return id;
    }

    private static AcknowledgeCase acknowledge(String id, String department, @Nullable Long expectedVersion) {
        return AcknowledgeCase.newBuilder()
                .setCommandId(Requests.newId())
                .setCaseId(id)
                .setDepartment(department)
                .setExpectedVersion(expectedVersion)
                .build();
    }

    private static AskRequester ask(String id) {
        return AskRequester.newBuilder()
                .setCommandId(Requests.newId())
                .setCaseId(id)
                .setDepartment("voirie")
                .setQuestion("Devant quel numéro ?")
                .build();
    }

    private static ResolveCase resolve(String id, String department) {
        return ResolveCase.newBuilder()
                .setCommandId(Requests.newId())
                .setCaseId(id)
                .setDepartment(department)
                .setOutcome(Outcome.FIXED)
                .setMessage("Rebouché ce matin")
                .build();
    }

    private static DetailsAdded answer(String id, @Nullable String questionId) {
        return DetailsAdded.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(2)
                .setOccurredAt(Requests.now())
                .setDescription("Devant le 3")
                .setQuestionId(questionId)
                .build();
    }

    private static OutcomeConfirmed confirm(String id, long sequence, long caseVersion) {
        return OutcomeConfirmed.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(Requests.now())
                .setCaseVersion(caseVersion)
                .build();
    }

    private static void assertQuarantined(String key, String reason) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(deadLettersOf(key))
                        .anySatisfy(headers -> assertThat(headers).contains(reason)));
    }

    /** The header values of each dead letter with this key. */
    private static List<List<String>> deadLettersOf(String key) {
        return WIRE.records(Topics.deadLetters(Topics.ROUTING).name()).stream()
                .filter(letter -> key.equals(Wire.key(letter)))
                .map(letter -> StreamSupport.stream(letter.headers().spliterator(), false)
                        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                        .toList())
                .toList();
    }
}
