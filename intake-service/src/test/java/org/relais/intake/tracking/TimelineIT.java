package org.relais.intake.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Confidence;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.RunnerUp;
import org.relais.event.notification.v1.DeliveryChannel;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CaseSplit;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.intake.IntakeUnderTest;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The public view as it grows from routing's and notification's events. */
class TimelineIT {

    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    @Test
    void tellsWhoHasTheRequestAndWhyAndWhatWasSent() {
        Filed filed = aHoleAtTheBridge();
        String id = filed.id();
        String path = filed.path();

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 1, 1));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, asked(id, 2, 2));
        intake.publish(Topics.NOTIFICATION_DELIVERIES, id, sent(id));
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("timeline").size()).isEqualTo(4));

        JsonNode view = json(intake.get(path, "Accept-Language", "en"));
        assertThat(view.path("status").asString()).isEqualTo("awaiting_citizen");
        assertThat(view.path("department").path("name").asString()).isEqualTo("Roads");
        assertThat(view.path("department").path("contact").path("email").asString())
                .isEqualTo("voirie@testville.example");
        assertThat(view.path("why").path("text").asString()).isEqualTo("Potholes go to Roads.");
        assertThat(view.path("why").path("ruleId").asString()).isEqualTo("r1");
        assertThat(view.at("/why/runnersUp/1/departmentName").asString()).isEqualTo("lighting");
        assertThat(view.at("/why/confidence/stood").asInt()).isEqualTo(39);
        assertThat(intake.get("/suivi/" + filed.code(), "Accept-Language", "en").body())
                .contains("What was looked at:", "the district", "the answers to the questions")
                .contains("the same rule decided 40 requests; 39 stayed with the department named.")
                .contains("Otherwise the request would have gone to: lighting.", "Rule “r1”, version 3 of the rules.");
        assertThat(view.path("expectedAt").asString()).isEqualTo("2026-03-10T10:00:00Z");
        assertThat(view.path("openQuestion").path("id").asString()).isEqualTo("q1");
        assertThat(view.path("caseVersion").asLong()).isEqualTo(2);
        List<String> texts = new ArrayList<>();
        view.path("timeline").forEach(step -> texts.add(step.path("text").asString()));
        assertThat(texts)
                .contains(
                        "The request was filed.",
                        "The request was given to: Roads.",
                        "Roads asked a question.",
                        "An e-mail telling that the request was given to a department was sent.");
        assertThat(json(intake.get(path)).path("timeline").path(1).path("by").asString())
                .isEqualTo("Relais");

        // A rule's words and facts may tell what was written: of a request that is withheld neither is shown.
        intake.database().update("UPDATE service_request SET hidden = true WHERE id = ?", UUID.fromString(id));
        assertThat(json(intake.get(path)).path("why").isNull()).isTrue();
        assertThat(intake.get(path, "Accept-Language", "en").body()).doesNotContain("Potholes go to Roads.");
    }

    @Test
    void showsOneRequestWithWhoHasWhichPart() {
        JsonNode filed =
                json(intake.file("{\"serviceCode\": \"pothole\", \"description\": \"Un lampadaire\", \"location\":"
                        + " {\"address\": \"Pont\"}}"));
        String id = filed.path("id").asString();
        String code = filed.path("trackingCode").asString();
        String path = "/api/v1/service-requests/" + code;
        String lamp = UUID.randomUUID().toString();
        String road = UUID.randomUUID().toString();

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 1, 1));
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                id,
                CaseSplit.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(id)
                        .setSequence(2)
                        .setOccurredAt(T0)
                        .setCaseId(id)
                        .setCaseVersion(2)
                        .setStatus("routed")
                        .setDepartment("roads")
                        .setParts(List.of(
                                part(lamp, "lighting", "Remplacer", "routed", null),
                                part(road, "roads", "Dégager", "routed", null)))
                        .build());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, resolved(id, road, 3, 2, "in_progress", "roads"));
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                id,
                changed(
                        id,
                        4,
                        3,
                        "in_progress",
                        part(lamp, "lighting", "Remplacer", "routed", null),
                        part(road, "roads", "Dégager", "resolved", Outcome.FIXED)));
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("caseVersion").asLong()).isEqualTo(3));

        JsonNode half = json(intake.get(path, "Accept-Language", "en"));
        assertThat(half.path("status").asString()).as("one part is not all").isEqualTo("in_progress");
        assertThat(half.path("department").isNull()).isTrue();
        assertThat(half.path("outcome").isNull()).isTrue();
        assertThat(half.at("/parts/0/work").asString()).isEqualTo("Remplacer");
        assertThat(half.at("/parts/0/status").asString()).isEqualTo("routed");
        assertThat(half.at("/parts/1/department/name").asString()).isEqualTo("Roads");
        assertThat(half.at("/parts/1/outcome/text").asString()).isEqualTo("fixed");
        List<String> lines = new ArrayList<>();
        half.path("timeline")
                .forEach(step -> lines.add(
                        step.path("text").asString() + step.path("part").asString("")));
        assertThat(lines)
                .containsExactly(
                        "The request was filed.",
                        "The request was given to: Roads.",
                        "Roads split the request between several departments.",
                        "Roads answered for its part: fixed.Dégager");
        assertThat(intake.get("/suivi/" + code).body())
                .contains("Qui fait quoi", "Remplacer", "Dégager", "Plusieurs services s’en occupent");
        assertThat(intake.get("/open311/v2/requests/" + code + ".json?jurisdiction_id=" + IntakeUnderTest.TERRITORY)
                        .body())
                .contains("\"status\":\"open\"", "lighting, Voirie");

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, resolved(id, lamp, 5, 2, "resolved", "lighting"));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, resolved(id, id, 6, 4, "resolved", ""));
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                id,
                changed(
                        id,
                        7,
                        5,
                        "resolved",
                        part(lamp, "lighting", "Remplacer", "resolved", Outcome.PLANNED),
                        part(road, "roads", "Dégager", "resolved", Outcome.FIXED)));
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("caseVersion").asLong()).isEqualTo(5));

        JsonNode whole = json(intake.get(path, "Accept-Language", "en"));
        assertThat(whole.path("status").asString()).isEqualTo("resolved");
        assertThat(whole.at("/outcome/code").asString()).isEqualTo("fixed");
        assertThat(whole.at("/parts/0/outcome/code").asString()).isEqualTo("planned");
        assertThat(whole.at("/timeline/5/text").asString()).isEqualTo("Every part of the request has its answer.");
        assertThat(intake.get("/suivi/" + code).body()).contains("Les services ont répondu", "C’est prévu");

        intake.database().update("UPDATE service_request SET hidden = true WHERE id = ?", UUID.fromString(id));
        assertThat(intake.get(path).body()).doesNotContain("Remplacer", "Dégager", "C’est fait");
    }

    /** As a dead letter does that is fed in again, after what came behind it. */
    @Test
    void anOlderEventThatComesLateIsToldAndChangesNothing() {
        Filed filed = aHoleAtTheBridge();
        String id = filed.id();
        String path = filed.path();
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, deferred(id, 1, 6, null));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 2, 7));
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("timeline").size()).isEqualTo(3));

        TimelineEntry late = new TimelineEntry(
                UUID.randomUUID(), "case_acknowledged", T0, TimelineEntry.Author.DEPARTMENT, null, Map.of());
        intake.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> intake.bean(RequestLog.class)
                        .append(new Change(UUID.fromString(id), late, Change.CaseUpdate.status("acknowledged", 6, 1))));

        assertThat(json(intake.get(path)).path("timeline").size()).isEqualTo(4);
        assertThat(json(intake.get(path)).path("status").asString()).isEqualTo("routed");
        assertThat(json(intake.get(path)).path("caseVersion").asLong()).isEqualTo(7);
    }

    /** Routing's database was restored from a copy: it counts versions from there, and its events behind those it had published. */
    @Test
    void whatRoutingSaysLastCountsAlsoWhereTheVersionGoesBack() {
        Filed filed = aHoleAtTheBridge();
        String id = filed.id();
        String path = filed.path();

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 1, 7));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, deferred(id, 2, 3, null));

        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("caseVersion").asLong()).isEqualTo(3));
        assertThat(json(intake.get(path)).path("status").asString()).isEqualTo("awaiting_triage");
    }

    @Test
    void whatEndedWithNobodyWaitsForNobodyAnyMore() {
        Filed filed = aHoleAtTheBridge();
        String id = filed.id();
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 1, 1));
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, deferred(id, 2, 2, null));
        await().untilAsserted(() -> assertThat(
                        json(intake.get(filed.path())).path("status").asString())
                .isEqualTo("awaiting_triage"));
        assertThat(json(intake.get(filed.path())).path("why").isNull()).isFalse();

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, resolved(id, id, 3, 3, "resolved", ""));

        await().untilAsserted(() -> assertThat(
                        json(intake.get(filed.path())).path("status").asString())
                .isEqualTo("resolved"));
        JsonNode view = json(intake.get(filed.path()));
        assertThat(view.path("department").isNull()).as("whoever gave it away").isTrue();
        assertThat(view.path("why").isNull()).isTrue();
    }

    @Test
    void tellsByWhenSomebodyChoosesTheDepartmentWhileItWaits() {
        Filed filed = aHoleAtTheBridge();
        String id = filed.id();
        String code = filed.code();
        String path = filed.path();
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, deferred(id, 1, 1, T0.plusSeconds(86_400)));
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("decideBy").asString()).isEqualTo("2026-03-02T10:00:00Z"));

        assertThat(json(intake.get(path)).at("/timeline/1/text").asString()).contains("au plus tard le 2 mars 2026");
        assertThat(intake.get("/suivi/" + code, "Accept-Language", "fr").body())
                .contains("Choix du service", "prévu au plus tard le lundi 2 mars 2026");
        assertThat(intake.get("/suivi/" + code, "Accept-Language", "en").body())
                .contains("Choice of department", "due by Monday 2 March 2026");

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 2, 2));
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("status").asString()).isEqualTo("routed"));
        assertThat(json(intake.get(path)).path("decideBy").isNull()).isTrue();
    }

    @Test
    void describesItselfAsOpenApi() {
        JsonNode description = json(intake.get("/api/v1/openapi.json"));

        assertThat(description.path("openapi").asString()).startsWith("3.1");
        assertThat(description.path("paths").propertyNames())
                .contains(
                        "/api/v1/territory",
                        "/api/v1/services",
                        "/api/v1/service-requests",
                        "/api/v1/service-requests/{trackingCode}",
                        "/api/v1/service-requests/{trackingCode}/details",
                        "/api/v1/service-requests/{trackingCode}/withdraw",
                        "/api/v1/service-requests/{trackingCode}/confirm",
                        "/api/v1/service-requests/{trackingCode}/contest",
                        "/api/v1/service-requests/{trackingCode}/support",
                        "/api/v1/service-requests/{trackingCode}/requester",
                        "/api/v1/requesters/{requesterId}/contact");
        assertThat(description
                        .at("/paths/~1api~1v1~1service-requests/post/requestBody/content/application~1json/schema")
                        .toString())
                .contains("ServiceRequestDraft");
        assertThat(description.path("paths").has("/error")).isFalse();
        assertThat(description.findValues("headers").stream()
                        .flatMap(headers -> headers.properties().stream())
                        .filter(header -> !header.getValue().has("schema"))
                        .map(Map.Entry::getKey))
                .as("headers of which nothing is known but the name")
                .isEmpty();
        assertThat(description
                        .at("/paths/~1api~1v1~1service-requests/post/responses/201/headers/Location/schema/type")
                        .asString())
                .isEqualTo("string");
    }

    @Test
    void greetsInTheLanguageOfTheCaller() {
        assertThat(intake.get("/").body()).contains("<html lang=\"fr\"");
        assertThat(intake.get("/", "Accept-Language", "en").body()).contains("<html lang=\"en\"");
        assertThat(intake.get("/assets/pages.css").statusCode()).isEqualTo(200);
        assertThat(json(intake.get("/api/v1/services", "Accept-Language", "en"))
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("Pothole");
    }

    private record Filed(String id, String code) {

        String path() {
            return "/api/v1/service-requests/" + code;
        }
    }

    private Filed aHoleAtTheBridge() {
        JsonNode reply = json(intake.file(
                "{\"serviceCode\": \"pothole\", \"description\": \"Un trou\", \"location\": {\"address\": \"Pont\"}}"));
        return new Filed(reply.path("id").asString(), reply.path("trackingCode").asString());
    }

    private static CasePart part(
            String caseId, String department, String work, String status, @Nullable Outcome outcome) {
        return new CasePart(
                caseId,
                department,
                work,
                status,
                T0.plusSeconds(864_000),
                outcome,
                outcome == null ? null : "C’est fait");
    }

    private static PartsChanged changed(String id, long sequence, long version, String status, CasePart... parts) {
        return PartsChanged.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setSequence(sequence)
                .setOccurredAt(T0)
                .setCaseId(id)
                .setCaseVersion(version)
                .setStatus(status)
                .setParts(List.of(parts))
                .build();
    }

    private static CaseResolved resolved(
            String id, String caseId, long sequence, long version, String status, String department) {
        return CaseResolved.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setSequence(sequence)
                .setOccurredAt(T0)
                .setCaseId(caseId)
                .setCaseVersion(version)
                .setStatus(status)
                .setDepartment(department)
                .setOutcome(Outcome.FIXED)
                .setMessage("C’est fait")
                .build();
    }

    private static ServiceRequestRouted routed(String id, long sequence, long caseVersion) {
        return ServiceRequestRouted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(sequence)
                .setOccurredAt(T0)
                .setCaseId(id)
                .setCaseVersion(caseVersion)
                .setStatus("routed")
                .setDepartment("roads")
                .setReason(DecisionReason.newBuilder()
                        .setRuleId("r1")
                        .setTerritoryVersion(3)
                        .setCode("rule_matched")
                        .setText(Map.of("fr", "Les nids-de-poule vont à la voirie.", "en", "Potholes go to Roads."))
                        .setFacts(Map.of("area", "centre", "answer.depth", "deep"))
                        .setRunnersUp(List.of(new RunnerUp("r2", "roads"), new RunnerUp("r3", "lighting")))
                        .setConfidence(new Confidence(95, 40L, 39L))
                        .build())
                .setExpectedAt(Instant.parse("2026-03-10T10:00:00Z"))
                .build();
    }

    private static RoutingDeferred deferred(String id, long sequence, long caseVersion, @Nullable Instant decideBy) {
        return RoutingDeferred.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setSequence(sequence)
                .setOccurredAt(T0)
                .setCaseId(id)
                .setCaseVersion(caseVersion)
                .setStatus("awaiting_triage")
                .setDecideBy(decideBy)
                .build();
    }

    private static InformationRequested asked(String id, long sequence, long caseVersion) {
        return InformationRequested.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setSequence(sequence)
                .setOccurredAt(T0)
                .setCaseId(id)
                .setCaseVersion(caseVersion)
                .setStatus("awaiting_citizen")
                .setDepartment("roads")
                .setQuestionId("q1")
                .setQuestion("Quelle largeur ?")
                .build();
    }

    private static NotificationSent sent(String id) {
        return NotificationSent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(id)
                .setSequence(1)
                .setOccurredAt(T0)
                .setDeliveryId(UUID.randomUUID().toString())
                .setRequesterId(UUID.randomUUID().toString())
                .setChannel(DeliveryChannel.EMAIL)
                .setCauseType("ServiceRequestRouted")
                .build();
    }
}
