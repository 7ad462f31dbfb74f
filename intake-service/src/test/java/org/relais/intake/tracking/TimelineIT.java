package org.relais.intake.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.notification.v1.DeliveryChannel;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.intake.IntakeUnderTest;
import tools.jackson.databind.JsonNode;

/** The public view as it grows from routing's and notification's events. */
class TimelineIT {

    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    @Test
    void tellsWhoHasTheRequestAndWhyAndWhatWasSent() {
        JsonNode filed = json(intake.file(
                "{\"serviceCode\": \"pothole\", \"description\": \"Un trou\", \"location\": {\"address\": \"Pont\"}}"));
        String id = filed.path("id").asString();
        String path = "/api/v1/service-requests/" + filed.path("trackingCode").asString();

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
    void neverGoesBackToAnOlderVersionOfTheCase() {
        JsonNode filed = json(intake.file(
                "{\"serviceCode\": \"pothole\", \"description\": \"Un trou\", \"location\": {\"address\": \"Pont\"}}"));
        String id = filed.path("id").asString();
        String path = "/api/v1/service-requests/" + filed.path("trackingCode").asString();

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, id, routed(id, 1, 7));
        intake.publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                id,
                RoutingDeferred.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(id)
                        .setSequence(2)
                        .setOccurredAt(T0)
                        .setCaseId(id)
                        .setCaseVersion(6)
                        .setStatus("awaiting_triage")
                        .build());
        await().untilAsserted(() ->
                assertThat(json(intake.get(path)).path("timeline").size()).isEqualTo(3));

        assertThat(json(intake.get(path)).path("status").asString()).isEqualTo("routed");
        assertThat(json(intake.get(path)).path("caseVersion").asLong()).isEqualTo(7);
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
    }

    @Test
    void greetsInTheLanguageOfTheCaller() {
        assertThat(intake.get("/").body()).contains("<html lang=\"fr\">");
        assertThat(intake.get("/", "Accept-Language", "en").body()).contains("<html lang=\"en\">");
        assertThat(intake.get("/assets/pages.css").statusCode()).isEqualTo(200);
        assertThat(json(intake.get("/api/v1/services", "Accept-Language", "en"))
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("Pothole");
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
                        .build())
                .setExpectedAt(Instant.parse("2026-03-10T10:00:00Z"))
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
