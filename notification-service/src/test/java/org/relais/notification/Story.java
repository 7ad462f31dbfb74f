package org.relais.notification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.CasePart;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.DecisionReason;
import org.relais.event.common.v1.Outcome;
import org.relais.event.common.v1.Priority;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.CasesMerged;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.event.routing.v1.PartsChanged;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.event.territory.v1.TerritoryPublished;

/** One request's events, as intake and routing would publish them. */
final class Story {

    static final String TOWN = "town";

    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000_000);

    final String requestId = UUID.randomUUID().toString();
    final String requesterId = UUID.randomUUID().toString();
    final String email = "ada-" + requesterId.substring(0, 8) + "@people.example";

    final String number = "+336%08d".formatted(NUMBERS.incrementAndGet());

    private final RunningPlatform platform;
    private final Instant filedAt;
    private String language = "fr";
    private long intakeSequence;
    private long routingSequence;

    private Story(RunningPlatform platform, Instant filedAt) {
        this.platform = platform;
        this.filedAt = filedAt;
    }

    static void publishTerritory(RunningPlatform platform) {
        platform.publish(
                Topics.TERRITORY_VERSIONS,
                TOWN,
                TerritoryPublished.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setJurisdictionId(TOWN)
                        .setSequence(1)
                        .setOccurredAt(Instant.parse("2026-11-23T08:00:00Z"))
                        .setVersion(1)
                        .setDigest(Neighbours.digest())
                        .build());
    }

    static Story of(RunningPlatform platform) {
        Story story = new Story(platform, Instant.now());
        platform.neighbours.knows(story.requesterId, story.email);
        return story;
    }

    /** The person wrote by text. */
    Story byText() {
        platform.neighbours.knowsWhoTexts(requesterId, number, false);
        return this;
    }

    /** The person wrote by a messenger. */
    Story byMessenger(Neighbours.Correspondent person) {
        platform.neighbours.knowsWhoWrites(requesterId, person);
        return this;
    }

    /** @param code of the language that the person speaks */
    Story speaking(String code) {
        language = code;
        return this;
    }

    Story filed() {
        return publish(Topics.INTAKE_SERVICE_REQUESTS, submitted());
    }

    SpecificRecord submitted() {
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(requestId)
                .setJurisdictionId(TOWN)
                .setSequence(++intakeSequence)
                .setOccurredAt(filedAt)
                .setTrackingCode("K7QF-29MD")
                .setServiceCode("pothole")
                .setChannel(Channel.WEB)
                .setDescription("CANARY in the description")
                .setLocation(null)
                .setAnswers(List.of())
                .setAttachments(List.of())
                .setRequesterId(requesterId)
                .setLanguage(language)
                .setContactable(true)
                .build();
    }

    /** Another person, whose address this is. */
    Story joinedBy(String address) {
        String supporterId = UUID.randomUUID().toString();
        platform.neighbours.knowsWhoJoined(supporterId, address);
        return publish(
                Topics.INTAKE_SERVICE_REQUESTS,
                SupportAdded.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++intakeSequence)
                        .setOccurredAt(filedAt.plusMillis(25))
                        .setRequesterId(supporterId)
                        .setLanguage("fr")
                        .setComment(null)
                        .setContactable(true)
                        .build());
    }

    Story routed() {
        return publish(Topics.ROUTING_SERVICE_REQUESTS, routedToRoads());
    }

    SpecificRecord routedToRoads() {
        return ServiceRequestRouted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(requestId)
                .setJurisdictionId(TOWN)
                .setSequence(++routingSequence)
                .setOccurredAt(filedAt.plusMillis(20))
                .setCaseId(requestId)
                .setCaseVersion(1)
                .setStatus("routed")
                .setDepartment("roads")
                .setReason(DecisionReason.newBuilder()
                        .setRuleId("potholes")
                        .setTerritoryVersion(1)
                        .setCode("rule_matched")
                        .setText(Map.of(
                                "fr", "Les nids-de-poule relèvent de la voirie.", "en", "Potholes are for Roads."))
                        .setFacts(Map.of())
                        .setRunnersUp(List.of())
                        .build())
                .setCause("rule")
                .setPriority(Priority.NORMAL)
                .setArea(null)
                .setExpectedAt(Instant.parse("2026-12-04T16:00:00Z"))
                .build();
    }

    Story deferred(Instant decideBy) {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                RoutingDeferred.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(20))
                        .setCaseId(requestId)
                        .setCaseVersion(1)
                        .setStatus("awaiting_triage")
                        .setDecideBy(decideBy)
                        .build());
    }

    Story asked(String questionId) {
        return asked(questionId, "Quelle profondeur ?");
    }

    Story asked(String questionId, String question) {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                InformationRequested.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(30))
                        .setCaseId(requestId)
                        .setCaseVersion(2)
                        .setStatus("awaiting_citizen")
                        .setDepartment("roads")
                        .setQuestionId(questionId)
                        .setQuestion(question)
                        .build());
    }

    Story answered(String questionId) {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                InformationReceived.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(40))
                        .setCaseId(requestId)
                        .setCaseVersion(3)
                        .setStatus("in_progress")
                        .setDepartment("roads")
                        .setQuestionId(questionId)
                        .build());
    }

    /** @param statuses of the parts of the split request, as they stand now */
    Story partsChanged(String... statuses) {
        List<CasePart> parts = Arrays.stream(statuses)
                .map(status -> CasePart.newBuilder()
                        .setCaseId(UUID.randomUUID().toString())
                        .setDepartment("roads")
                        .setWork("Work")
                        .setStatus(status)
                        .build())
                .toList();
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                PartsChanged.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(40))
                        .setCaseId(requestId)
                        .setCaseVersion(3)
                        .setStatus("in_progress")
                        .setParts(parts)
                        .build());
    }

    /** @param to lead or operator */
    Story escalated(int level, String to) {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                CaseEscalated.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(45))
                        .setCaseId(requestId)
                        .setCaseVersion(2)
                        .setStatus("routed")
                        .setDepartment("roads")
                        .setLevel(level)
                        .setReason("deadline_missed")
                        .setTo(to)
                        .build());
    }

    Story resolved() {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                CaseResolved.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(50))
                        .setCaseId(requestId)
                        .setCaseVersion(4)
                        .setStatus("resolved")
                        .setDepartment("roads")
                        .setOutcome(Outcome.FIXED)
                        .setMessage("Rebouché ce matin.")
                        .setPlannedFor(null)
                        .setResponsible(null)
                        .build());
    }

    Story progressed() {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                ProgressReported.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(45))
                        .setCaseId(requestId)
                        .setCaseVersion(3)
                        .setStatus("in_progress")
                        .setDepartment("roads")
                        .setMessage("L'équipe est en route.")
                        .build());
    }

    Story merged() {
        return publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                CasesMerged.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++routingSequence)
                        .setOccurredAt(filedAt.plusMillis(48))
                        .setCaseId(requestId)
                        .setCaseVersion(4)
                        .setStatus("in_progress")
                        .setIntoCaseId(UUID.randomUUID().toString())
                        .setIntoRequestId(UUID.randomUUID().toString())
                        .setDepartment("roads")
                        .build());
    }

    Story erased() {
        return publish(
                Topics.INTAKE_SERVICE_REQUESTS,
                RequesterErased.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TOWN)
                        .setSequence(++intakeSequence)
                        .setOccurredAt(filedAt.plusMillis(60))
                        .setRequesterId(requesterId)
                        .build());
    }

    Story publish(Topic topic, SpecificRecord event) {
        platform.publish(topic, requestId, event);
        return this;
    }
}
