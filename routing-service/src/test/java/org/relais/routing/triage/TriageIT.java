package org.relais.routing.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.Visibility;
import org.relais.event.routing.v1.CaseContested;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.relais.routing.Wire;

/** What a person in triage can do with a case beside naming one department: split it, or end it. */
class TriageIT extends RunningService {

    private static final String EVENTS = ROUTING_SERVICE_REQUESTS.name();
    private static final String LAMP = "Remplacer le lampadaire";
    private static final String ROAD = "Dégager la chaussée";
    private static final String FIXED = "{\"outcome\": \"fixed\", \"message\": \"C’est fait\"}";
    private static final String NOTHING = "{\"outcome\": \"nothing_to_do\", \"message\": \"Rien à signaler\"}";

    @Test
    void whatWaitsIsSplitAndEachDepartmentHasItsPartWithItsDate() {
        String id = waiting();

        RestDesk.Reply split = desk("operator").post(triage(id) + "/split", lampAndRoad());

        assertThat(split.status()).as(split.body()).isEqualTo(200);
        assertThat(split.json().at("/department").isNull()).isTrue();
        assertThat(split.text("/status")).isEqualTo("routed");
        String lamp = split.text("/parts/0/id");
        String road = split.text("/parts/1/id");
        CaseSplit told = WIRE.awaitOne(EVENTS, id, CaseSplit.class);
        assertThat(told.getDepartment()).as("no department did").isEmpty();
        assertThat(told.getParts())
                .extracting(CasePart::getDepartment, CasePart::getWork)
                .containsExactly(tuple("eclairage", LAMP), tuple("voirie", ROAD));
        assertThat(told.getParts())
                .allSatisfy(part -> assertThat(part.getExpectedAt()).isNotNull());
        assertThat(WIRE.awaitOne(EVENTS, id, DeadlineSet.class).getDueAt())
                .isEqualTo(told.getParts().stream()
                        .map(CasePart::getExpectedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        RestDesk.Reply own = desk("voirie").get("/api/v1/cases/" + road);
        assertThat(own.text("/work")).isEqualTo(ROAD);
        assertThat(own.text("/deadline/standing")).isEqualTo("running");
        assertThat(own.text("/why/text")).contains("Un agent a partagé la demande");
        assertThat(desk("operator").get("/api/v1/triage?limit=200").body()).doesNotContain(id);

        desk("voirie").post("/api/v1/cases/" + road + "/resolve", FIXED);
        desk("eclairage").post("/api/v1/cases/" + lamp + "/resolve", FIXED);
        assertThat(WIRE.await(EVENTS, id, CaseResolved.class, 3))
                .extracting(CaseResolved::getCaseId, CaseResolved::getEndedBy)
                .containsExactly(tuple(road, "department"), tuple(lamp, "department"), tuple(id, "parts"));
        WIRE.assertNumberedWithoutGaps(EVENTS, id);
    }

    @Test
    void whatNobodyHasToDoAnythingAboutIsEndedWithItsReason() {
        String id = waiting();

        RestDesk.Reply ended = desk("operator")
                .post(
                        triage(id) + "/resolve",
                        "{\"outcome\": \"not_ours\", \"message\": \"C’est chez nos voisins, appelez le 06 12 34 56"
                                + " 78\", \"responsible\": \"Rivebois\"}");

        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.text("/status")).isEqualTo("resolved");
        assertThat(ended.text("/resolution/outcome")).isEqualTo("not_ours");
        CaseResolved told = WIRE.awaitOne(EVENTS, id, CaseResolved.class);
        assertThat(told.getCaseId()).isEqualTo(id);
        assertThat(told.getDepartment()).isEmpty();
        assertThat(told.getEndedBy()).isEqualTo("triage");
        assertThat(told.getOutcome()).isEqualTo(Outcome.NOT_OURS);
        assertThat(told.getResponsible()).isEqualTo("Rivebois");
        assertThat(told.getMessage()).contains("chez nos voisins").doesNotContain("06 12 34 56 78");
        assertThat(desk("operator").get("/api/v1/triage?limit=200").body()).doesNotContain(id);
        assertProblem(desk("operator").post(triage(id) + "/resolve", NOTHING), 409, "not_awaiting_triage");
    }

    @Test
    void whoDecidesSaysWhoMaySeeItWhereItsServiceDoesNot() {
        RestDesk operator = desk("operator");
        String hidden = waiting();
        String asTheRulesSay = waiting();
        String withoutService = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), withoutService, Requests.ofService("", withoutService));
        WIRE.awaitOne(EVENTS, withoutService, RoutingDeferred.class);

        assertThat(refusedField(operator.post(
                        triage(hidden) + "/assign", "{\"department\": \"voirie\", \"visibility\": \"secret\"}")))
                .isEqualTo("/visibility visibility_unknown");
        assertThat(refusedField(operator.post(
                        triage(withoutService) + "/assign",
                        "{\"department\": \"voirie\", \"serviceCode\": \"resident-permit\","
                                + " \"visibility\": \"public\"}")))
                .isEqualTo("/visibility service_is_private");
        RestDesk.Reply assigned =
                operator.post(triage(hidden) + "/assign", "{\"department\": \"voirie\", \"visibility\": \"private\"}");
        operator.post(triage(asTheRulesSay) + "/assign", "{\"department\": \"voirie\"}");

        assertThat(assigned.text("/visibility")).as(assigned.body()).isEqualTo("private");
        assertThat(desk("voirie").get("/api/v1/cases/" + hidden).text("/visibility"))
                .isEqualTo("private");
        assertThat(WIRE.awaitOne(EVENTS, hidden, ServiceRequestRouted.class).getVisibility())
                .isEqualTo(Visibility.PRIVATE);
        assertThat(WIRE.awaitOne(EVENTS, asTheRulesSay, ServiceRequestRouted.class)
                        .getVisibility())
                .isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void whoContestsWhatTriageEndedIsHeardThereAgain() {
        String id = waiting();
        desk("operator").post(triage(id) + "/resolve", NOTHING);
        WIRE.awaitOne(EVENTS, id, CaseResolved.class);

        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, contested(id));

        assertThat(WIRE.awaitOne(EVENTS, id, CaseContested.class).getStatus()).isEqualTo("awaiting_triage");
        assertThat(WIRE.await(EVENTS, id, RoutingDeferred.class, 2)
                        .getLast()
                        .getReason()
                        .getCode())
                .isEqualTo("triage_contested");
        assertThat(desk("operator").get("/api/v1/triage?limit=200").body()).contains(id);
        RestDesk.Reply given = desk("operator").post(triage(id) + "/assign", "{\"department\": \"voirie\"}");
        assertThat(given.text("/deadline/standing")).isEqualTo("running");
        assertThat(desk("voirie").get("/api/v1/cases/" + id).text("/status")).isEqualTo("routed");
    }

    @Test
    void aPartThatNobodyTakesIsEndedAndTheRequestEndsWithTheOthers() {
        String id = waiting();
        RestDesk.Reply split = desk("operator").post(triage(id) + "/split", lampAndRoad());
        String lamp = split.text("/parts/0/id");
        desk("eclairage").post("/api/v1/cases/" + lamp + "/decline", "{\"reason\": \"Pas à nous\"}");
        await().atMost(Wire.PATIENCE)
                .untilAsserted(() -> assertThat(
                                desk("operator").get("/api/v1/triage?limit=200").body())
                        .contains(lamp));

        assertProblem(desk("operator").post(triage(lamp) + "/split", lampAndRoad()), 409, "case_is_part");
        assertThat(refusedField(desk("operator")
                        .post(triage(lamp) + "/assign", "{\"department\": \"voirie\", \"visibility\": \"private\"}")))
                .isEqualTo("/visibility visibility_of_the_whole");
        RestDesk.Reply ended = desk("operator").post(triage(lamp) + "/resolve", NOTHING);
        desk("voirie").post("/api/v1/cases/" + split.text("/parts/1/id") + "/resolve", FIXED);

        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(WIRE.await(EVENTS, id, CaseResolved.class, 3))
                .extracting(CaseResolved::getCaseId, CaseResolved::getEndedBy, CaseResolved::getStatus)
                .containsExactly(
                        tuple(lamp, "triage", "in_progress"),
                        tuple(split.text("/parts/1/id"), "department", "resolved"),
                        tuple(id, "parts", "resolved"));
        WIRE.assertNumberedWithoutGaps(EVENTS, id);
    }

    @Test
    void whatTriageMayNotDoIsSaid() {
        String id = waiting();
        RestDesk operator = desk("operator");

        assertProblem(desk("voirie").post(triage(id) + "/split", lampAndRoad()), 403, "triage_only");
        assertProblem(desk("voirie").post(triage(id) + "/resolve", NOTHING), 403, "triage_only");
        for (String verb : List.of("/split", "/resolve")) {
            assertProblem(
                    desk("operator~rivebois").post(triage(id) + verb, verb.equals("/split") ? lampAndRoad() : NOTHING),
                    404,
                    "case_not_found");
        }
        assertProblem(operator.post(triage(Requests.newId()) + "/resolve", NOTHING), 404, "case_not_found");
        assertProblem(operator.post(triage("none") + "/split", lampAndRoad()), 404, "case_not_found");
        assertThat(refusedField(operator.post(triage(id) + "/split", "{\"parts\": [null]}")))
                .isEqualTo("/parts parts_out_of_range");
        assertThat(refusedField(operator.post(
                        triage(id) + "/split",
                        "{\"parts\": [{\"department\": \"voirie\"}, {\"department\": \"eclairage\","
                                + " \"work\": \"a\"}]}")))
                .isEqualTo("/parts work_missing");
        assertThat(refusedField(operator.post(
                        triage(id) + "/split",
                        "{\"parts\": [{\"department\": \"atlantis\", \"work\": \"a\"}, {\"department\": \"voirie\","
                                + " \"work\": \"b\"}]}")))
                .isEqualTo("/parts part_department_unknown");
        assertThat(refusedField(operator.post(triage(id) + "/resolve", FIXED)))
                .isEqualTo("/outcome outcome_needs_department");
        assertThat(refusedField(operator.post(triage(id) + "/resolve", "{\"message\": \"m\"}")))
                .isEqualTo("/outcome outcome_missing");
        assertThat(refusedField(operator.post(triage(id) + "/resolve", "{\"outcome\": \"foo\", \"message\": \"m\"}")))
                .isEqualTo("/outcome outcome_unknown");
        assertThat(refusedField(operator.post(triage(id) + "/resolve", "{\"outcome\": \"not_possible\"}")))
                .isEqualTo("/message message_missing");
        assertThat(refusedField(
                        operator.post(triage(id) + "/resolve", "{\"outcome\": \"not_ours\", \"message\": \"m\"}")))
                .isEqualTo("/responsible responsible_missing");
        assertThat(refusedField(operator.post(
                        triage(id) + "/resolve",
                        "{\"outcome\": \"not_possible\", \"message\": \"" + "m".repeat(4_001) + "\"}")))
                .isEqualTo("/message text_too_long");
        assertThat(refusedField(
                        operator.post(triage(id) + "/split", lampAndRoad().replace(ROAD, "Dégager\\u0007"))))
                .isEqualTo("/parts text_unusable");
        operator.post(triage(id) + "/assign", "{\"department\": \"voirie\"}");
        assertProblem(operator.post(triage(id) + "/split", lampAndRoad()), 409, "not_awaiting_triage");
        assertThat(WIRE.awaitOne(EVENTS, id, ServiceRequestRouted.class).getCause())
                .isEqualTo("triage");
        assertThat(WIRE.read(EVENTS, id, CaseSplit.class)).isEmpty();
    }

    @Test
    void whatIsUnknownInABodyIsToldTogetherWithAllThatIsMissing() {
        String path = triage(waiting());
        RestDesk operator = desk("operator");
        String misnamed = "{\"text\": \"Voir sur place\"}";

        assertThat(errors(operator.post(path + "/assign", "{\"dept\": \"voirie\", \"visibility\": \"secret\"}")))
                .containsExactly(
                        "/dept unknown_field", "/department department_missing", "/visibility visibility_unknown");
        assertThat(errors(operator.post(path + "/split", misnamed)))
                .containsExactly("/text unknown_field", "/parts parts_out_of_range");
        assertThat(errors(operator.post(path + "/resolve", misnamed)))
                .containsExactly("/text unknown_field", "/outcome outcome_missing", "/message message_missing");
        assertThat(errors(operator.post(path + "/resolve", "{\"a/b\": 1, \"outcome\": \"foo\", \"message\": \"m\"}")))
                .containsExactly("/a~1b unknown_field", "/outcome outcome_unknown");
        assertThat(errors(operator.post(path + "/merge", "{\"inTo\": \"x\"}")))
                .containsExactly("/inTo unknown_field", "/into merge_target_unknown");
        assertThat(errors(operator.post(path + "/rule", "{\"here\": true}")))
                .containsExactly("/here unknown_field", "/department department_missing");
        assertProblem(
                operator.post(path + "/assign", "{\"department\": \"voirie\", \"x\": 1}"), 400, "invalid_request");
        assertThat(errors(operator.post(path + "/assign", "{\"visibility\": \"secret\"}")))
                .as("all that is wrong at once")
                .containsExactly("/department department_missing", "/visibility visibility_unknown");
        assertThat(errors(operator.post(path + "/resolve", "{\"outcome\": \"foo\"}")))
                .containsExactly("/outcome outcome_unknown", "/message message_missing");
        assertThat(errors(operator.post(path + "/rule", "{}"))).containsExactly("/department department_missing");
        assertProblem(desk("voirie").post(path + "/merge", misnamed), 403, "triage_only");
        assertThat(desk("operator").get("/api/v1/triage?limit=200").body())
                .contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String waiting() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("no-such-service", id));
        WIRE.awaitOne(EVENTS, id, RoutingDeferred.class);
        return id;
    }

    private static OutcomeContested contested(String id) {
        return OutcomeContested.newBuilder()
                .setEventId(Requests.newId())
                .setRequestId(id)
                .setJurisdictionId(TERRITORY)
                .setSequence(2)
                .setOccurredAt(Requests.now())
                .setRequesterId(Requests.newId())
                .setReason("Le trou est toujours là")
                .build();
    }

    private static String triage(String id) {
        return "/api/v1/triage/" + id;
    }

    private static String lampAndRoad() {
        return """
            {"parts": [{"department": "eclairage", "work": "%s"}, {"department": "voirie", "work": "%s"}]}
            """.formatted(LAMP, ROAD);
    }
}
