package org.relais.intake.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Outcome;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.event.servicerequest.v1.TextRedacted;
import org.relais.intake.IntakeUnderTest;
import tools.jackson.databind.JsonNode;

/** What a citizen does with a filed request, and what follows for their data. */
class CitizenActionIT {

    private static final String CONTACT_OF = "/api/v1/requesters/%s/contact?purpose=notification";
    private static final String[] AS_SERVICE = {"Authorization", "Bearer " + IntakeUnderTest.SERVICE_TOKEN};

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    private record Filed(String id, String code, String token) {

        String path() {
            return "/api/v1/service-requests/" + code;
        }
    }

    private Filed file(String description) {
        JsonNode filed = json(intake.file("""
            {"serviceCode": "pothole", "description": "%s", "location": {"address": "12 rue des Lilas"},
             "requester": {"name": "Ondine Canari", "email": "ondine@canari.example", "phone": "+33612345678"}}
            """.formatted(description)));
        return new Filed(
                filed.path("id").asString(),
                filed.path("trackingCode").asString(),
                filed.path("editToken").asString());
    }

    @Test
    void asksForTheEditTokenAndRefusesAWrongOne() {
        Filed filed = file("Un trou");
        Filed other = file("Un autre trou");

        assertThat(intake.post(filed.path() + "/details", "{\"description\": \"…\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(intake.post(filed.path() + "/details", "{\"description\": \"…\"}", "Edit-Token", other.token())
                        .statusCode())
                .isEqualTo(403);
        assertThat(intake.post("/api/v1/service-requests/0000-0000/details", "{}", "Edit-Token", other.token())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void asksWhoeverActsTooOftenToWait() {
        Filed filed = file("Un trou");
        String[] hasty = {"Edit-Token", filed.token(), "X-Forwarded-For", "203.0.113.61"};
        String words = "{\"description\": \"Et encore un mot\"}";
        for (int number = 0; number < 37; number++) {
            assertThat(intake.post(filed.path() + "/details", words, hasty).statusCode())
                    .isEqualTo(202);
        }
        assertThat(intake.post(filed.path() + "/confirm", "{}", hasty).statusCode())
                .isEqualTo(409);
        assertThat(intake.post(filed.path() + "/contest", "{\"reason\": \"Non\"}", hasty)
                        .statusCode())
                .isIn(400, 409);
        assertThat(intake.delete(filed.path() + "/requester", "X-Forwarded-For", "203.0.113.61")
                        .statusCode())
                .isEqualTo(401);

        HttpResponse<String> refused = intake.post(filed.path() + "/withdraw", "{}", hasty);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("code").asString()).isEqualTo("too_many_requests");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 91L);
        assertThat(intake.post(
                                filed.path() + "/details",
                                words,
                                "Edit-Token",
                                filed.token(),
                                "X-Forwarded-For",
                                "203.0.113.62")
                        .statusCode())
                .as("somebody else")
                .isEqualTo(202);
    }

    @Test
    void announcesDetailsMaskedAsTheSecondEvent() {
        Filed filed = file("Un trou");

        HttpResponse<String> answer = intake.post(
                filed.path() + "/details",
                "{\"description\": \"Appelez Ondine au 06 12 34 56 78\", \"answers\": {\"note\":"
                        + " \"ondine@canari.example\"}}",
                "Edit-Token",
                filed.token());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).path("timeline").path(1).path("type").asString())
                .isEqualTo("details_added");
        List<ConsumerRecord<String, byte[]>> events = published(filed, 2);
        assertThat(intake.decoded(events.get(1))).isInstanceOfSatisfying(DetailsAdded.class, added -> {
            assertThat(added.getSequence()).isEqualTo(2);
            assertThat(added.getDescription()).isEqualTo("Appelez [nom masqué] au [téléphone masqué]");
            assertThat(added.getAnswers().getFirst().getValues()).containsExactly("[e-mail masqué]");
        });
    }

    @Test
    void refusesToConfirmWhatIsNotResolvedAndTakesItOnceItIs() {
        Filed filed = file("Un trou");
        HttpResponse<String> early = intake.post(filed.path() + "/confirm", "{}", "Edit-Token", filed.token());
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(json(early).path("code").asString()).isEqualTo("not_resolved");

        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");
        HttpResponse<String> late =
                intake.post(filed.path() + "/details", "{\"description\": \"Encore\"}", "Edit-Token", filed.token());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).path("code").asString()).isEqualTo("request_resolved");
        String body = "{\"satisfaction\": 5, \"comment\": \"Merci\", \"caseVersion\": 4}";
        HttpResponse<String> first = intake.post(filed.path() + "/confirm", body, "Edit-Token", filed.token());
        HttpResponse<String> repeat = intake.post(filed.path() + "/confirm", body, "Edit-Token", filed.token());
        HttpResponse<String> different =
                intake.post(filed.path() + "/confirm", "{\"caseVersion\": 4}", "Edit-Token", filed.token());

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(repeat.statusCode()).isEqualTo(202);
        assertThat(json(different).path("code").asString()).isEqualTo("action_already_recorded");
        assertThat(intake.decoded(published(filed, 2).get(1)))
                .isInstanceOfSatisfying(OutcomeConfirmed.class, confirmed -> {
                    assertThat(confirmed.getCaseVersion()).isEqualTo(4);
                    assertThat(confirmed.getSatisfaction()).isEqualTo(5);
                });
    }

    @Test
    void aRepeatGetsTheFirstAnswerWhateverBecameOfTheRequest() {
        Filed filed = file("Un trou");
        String details = "{\"description\": \"Côté pair\"}";
        String joining = "{\"requester\": {\"email\": \"basile@canari.example\"}}";
        String confirmation = "{}";
        intake.post(filed.path() + "/details", details, "Edit-Token", filed.token(), "Idempotency-Key", "repeat-1");
        String token = json(intake.post(filed.path() + "/support", joining, "Idempotency-Key", "repeat-2"))
                .path("editToken")
                .asString();
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");
        intake.post(
                filed.path() + "/confirm", confirmation, "Edit-Token", filed.token(), "Idempotency-Key", "repeat-3");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), confirmed(filed));
        awaitStatus(filed, "confirmed");

        HttpResponse<String> detailsAgain = intake.post(
                filed.path() + "/details", details, "Edit-Token", filed.token(), "Idempotency-Key", "repeat-1");
        HttpResponse<String> joiningAgain =
                intake.post(filed.path() + "/support", joining, "Idempotency-Key", "repeat-2");
        HttpResponse<String> confirmationAgain = intake.post(
                filed.path() + "/confirm", confirmation, "Edit-Token", filed.token(), "Idempotency-Key", "repeat-3");
        HttpResponse<String> otherAction = intake.post(
                filed.path() + "/withdraw", "{}", "Edit-Token", filed.token(), "Idempotency-Key", "repeat-3");
        HttpResponse<String> otherDetails = intake.post(
                filed.path() + "/details",
                "{\"description\": \"x\"}",
                "Edit-Token",
                filed.token(),
                "Idempotency-Key",
                "repeat-1");

        assertThat(detailsAgain.statusCode()).as(detailsAgain.body()).isEqualTo(202);
        assertThat(joiningAgain.statusCode()).as(joiningAgain.body()).isEqualTo(201);
        assertThat(json(joiningAgain).path("editToken").asString()).isEqualTo(token);
        assertThat(confirmationAgain.statusCode()).as(confirmationAgain.body()).isEqualTo(202);
        assertThat(json(otherAction).path("code").asString()).isEqualTo("action_already_recorded");
        assertThat(json(otherDetails).path("code").asString()).isEqualTo("action_already_recorded");
        assertThat(published(filed, 4)).hasSize(4);
    }

    @Test
    void whoConfirmedByMistakeMayStillContest() {
        Filed filed = file("Un trou");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");
        intake.post(filed.path() + "/confirm", "{\"caseVersion\": 4}", "Edit-Token", filed.token());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), confirmed(filed));
        awaitStatus(filed, "confirmed");

        HttpResponse<String> contested =
                intake.post(filed.path() + "/contest", "{\"reason\": \"Erreur\"}", "Edit-Token", filed.token());

        assertThat(contested.statusCode()).as(contested.body()).isEqualTo(202);
        assertThat(intake.decoded(published(filed, 3).get(2)))
                .isInstanceOfSatisfying(
                        OutcomeContested.class,
                        event -> assertThat(event.getCaseVersion()).isEqualTo(5));
    }

    @Test
    void whoJoinedJudgesTheOutcomeForThemselvesAsTheOneWhoFiledDoes() {
        Filed filed = file("Un trou");
        String basile = join(filed, "Basile Canari", "basile@canari.example");
        String cyd = join(filed, "Cyd Canari", "cyd@canari.example");
        HttpResponse<String> early =
                intake.post(filed.path() + "/contest", "{\"reason\": \"Toujours là\"}", "Edit-Token", basile);
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");

        HttpResponse<String> ones =
                intake.post(filed.path() + "/confirm", "{\"caseVersion\": 4}", "Edit-Token", filed.token());
        HttpResponse<String> others =
                intake.post(filed.path() + "/confirm", "{\"caseVersion\": 4}", "Edit-Token", basile);
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), confirmed(filed));
        awaitStatus(filed, "confirmed");
        String contest = "{\"caseVersion\": 4, \"reason\": \"Toujours là, Cyd Canari\"}";
        HttpResponse<String> contested = intake.post(filed.path() + "/contest", contest, "Edit-Token", cyd);
        HttpResponse<String> again = intake.post(filed.path() + "/contest", contest, "Edit-Token", cyd);

        assertThat(json(early).path("code").asString()).isEqualTo("not_resolved");
        assertThat(List.of(ones, others, contested, again))
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));
        List<ConsumerRecord<String, byte[]>> events = published(filed, 6);
        String supporter = ((SupportAdded) intake.decoded(events.get(2))).getRequesterId();
        assertThat(((OutcomeConfirmed) intake.decoded(events.get(3))).getRequesterId())
                .isEqualTo(requesterOf(filed));
        assertThat(((OutcomeConfirmed) intake.decoded(events.get(4))).getRequesterId())
                .isEqualTo(((SupportAdded) intake.decoded(events.get(1))).getRequesterId());
        assertThat(intake.decoded(events.get(5))).isInstanceOfSatisfying(OutcomeContested.class, event -> {
            assertThat(event.getRequesterId()).isEqualTo(supporter);
            assertThat(event.getCaseVersion()).isEqualTo(4);
            assertThat(event.getReason()).isEqualTo("Toujours là, [nom masqué]");
        });
        assertThat(json(intake.get(filed.path())).path("timeline").valueStream())
                .anySatisfy(step -> {
                    assertThat(step.path("text").asString())
                            .isEqualTo("Une personne qui s’est jointe a contesté la réponse.");
                    assertThat(step.path("by").asString()).isEqualTo("Personne qui s’est jointe");
                });
    }

    @Test
    void refusesToJudgeAnOutcomeInWhosePlaceThereIsAnother() {
        Filed filed = file("Un trou");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");
        CaseResolved anew = CaseResolved.newBuilder(resolved(filed))
                .setEventId(UUID.randomUUID().toString())
                .setSequence(2)
                .setCaseVersion(7)
                .build();
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), anew);
        await().untilAsserted(() -> assertThat(
                        json(intake.get(filed.path())).path("caseVersion").asInt())
                .isEqualTo(7));

        for (String verb : List.of("/contest", "/confirm")) {
            String words = verb.equals("/contest") ? ", \"reason\": \"Non\"}" : "}";
            HttpResponse<String> older =
                    intake.post(filed.path() + verb, "{\"caseVersion\": 6" + words, "Edit-Token", filed.token());

            assertThat(older.statusCode()).as(verb).isEqualTo(409);
            assertThat(json(older).path("code").asString()).as(verb).isEqualTo("outcome_changed");
            assertThat(json(older).path("caseVersion").asInt()).as(verb).isEqualTo(7);
        }
        HttpResponse<String> newer = intake.post(
                filed.path() + "/contest", "{\"caseVersion\": 7, \"reason\": \"Non\"}", "Edit-Token", filed.token());
        assertThat(newer.statusCode()).as(newer.body()).isEqualTo(202);
    }

    @Test
    void whoContestsAfterAnotherIsHeardWhereverTheRequestIsByThen() {
        Filed filed = file("Un trou");
        String basile = join(filed, "Basile Canari", "basile@canari.example");
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");
        intake.post(
                filed.path() + "/contest", "{\"caseVersion\": 4, \"reason\": \"Non\"}", "Edit-Token", filed.token());
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), inTriageAgain(filed));
        awaitStatus(filed, "awaiting_triage");

        HttpResponse<String> contested = intake.post(
                filed.path() + "/contest", "{\"caseVersion\": 4, \"reason\": \"Non plus\"}", "Edit-Token", basile);
        HttpResponse<String> confirmed =
                intake.post(filed.path() + "/confirm", "{\"caseVersion\": 4}", "Edit-Token", basile);

        assertThat(contested.statusCode()).as(contested.body()).isEqualTo(202);
        assertThat(json(confirmed).path("code").asString())
                .as("there is nothing to confirm any more")
                .isEqualTo("not_resolved");
        assertThat(intake.decoded(published(filed, 4).get(3)))
                .isInstanceOfSatisfying(
                        OutcomeContested.class,
                        event -> assertThat(event.getReason()).isEqualTo("Non plus"));
    }

    private static RoutingDeferred inTriageAgain(Filed filed) {
        return RoutingDeferred.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(2)
                .setOccurredAt(Instant.parse("2026-03-01T12:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(6)
                .setStatus("awaiting_triage")
                .build();
    }

    @Test
    void whoJoinedChangesNothingElseAndJudgesNothingOnceTheyLeft() {
        Filed filed = file("Un trou");
        String basile = join(filed, "Basile Canari", "basile@canari.example");

        assertThat(intake.post(filed.path() + "/details", "{\"description\": \"…\"}", "Edit-Token", basile)
                        .statusCode())
                .isEqualTo(403);
        assertThat(intake.post(filed.path() + "/withdraw", "{}", "Edit-Token", basile)
                        .statusCode())
                .isEqualTo(403);
        intake.publish(Topics.ROUTING_SERVICE_REQUESTS, filed.id(), resolved(filed));
        awaitStatus(filed, "resolved");
        intake.delete(filed.path() + "/requester", "Edit-Token", basile);

        assertThat(intake.post(filed.path() + "/confirm", "{}", "Edit-Token", basile)
                        .statusCode())
                .isEqualTo(403);
    }

    private String join(Filed filed, String name, String email) {
        HttpResponse<String> joined = intake.post(
                filed.path() + "/support",
                "{\"requester\": {\"name\": \"%s\", \"email\": \"%s\"}}".formatted(name, email));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        return json(joined).path("editToken").asString();
    }

    @Test
    void letsAnotherPersonJoinAndEraseTheirOwnDetailsOnly() {
        Filed filed = file("Un trou");

        HttpResponse<String> joined = intake.post(
                filed.path() + "/support",
                "{\"requester\": {\"name\": \"Basile Canari\", \"email\": \"basile@canari.example\"}, \"comment\":"
                        + " \"Moi aussi, Basile\"}");

        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        SupportAdded added = (SupportAdded) intake.decoded(published(filed, 2).get(1));
        assertThat(added.getComment()).isEqualTo("Moi aussi, [nom masqué]");
        JsonNode theirs = json(contact(added.getRequesterId()));
        assertThat(theirs.path("email").asString()).isEqualTo("basile@canari.example");
        assertThat(theirs.path("leaveUrl").asString())
                .isEqualTo("http://localhost:8080/suivi/" + filed.code() + "/cle/"
                        + json(joined).path("editToken").asString());
        assertThat(theirs.path("ownUrl").isNull()).isTrue();
        JsonNode filers = json(contact(requesterOf(filed)));
        assertThat(filers.path("leaveUrl").isNull()).isTrue();
        assertThat(filers.path("ownUrl").asString())
                .isEqualTo("http://localhost:8080/suivi/" + filed.code() + "/cle/" + filed.token());
        HttpResponse<String> departments = intake.get(
                CONTACT_OF.formatted(requesterOf(filed)).replace("=notification", "=department"), AS_SERVICE);
        assertThat(departments.body()).contains("ondine@canari.example").doesNotContain("/cle/");
        String token = json(joined).path("editToken").asString();
        assertThat(intake.delete(filed.path() + "/requester", "Edit-Token", token)
                        .statusCode())
                .isEqualTo(202);
        assertThat(contact(added.getRequesterId()).statusCode()).isEqualTo(404);
        assertThat(contact(requesterOf(filed)).statusCode()).isEqualTo(200);
    }

    @Test
    void givesContactDetailsToServicesOnlyAndRecordsEachRead() {
        Filed filed = file("Un trou");
        String requesterId = requesterOf(filed);

        HttpResponse<String> read = contact(requesterId);

        assertThat(json(read).path("email").asString()).isEqualTo("ondine@canari.example");
        assertThat(json(read).path("phone").asString()).isEqualTo("+33612345678");
        assertThat(intake.database()
                        .queryForList(
                                "SELECT caller || ' ' || purpose FROM contact_read WHERE requester_id = ?",
                                String.class,
                                UUID.fromString(requesterId)))
                .containsExactly("notification-service notification");
        assertThat(intake.get(CONTACT_OF.formatted(requesterId)).statusCode()).isEqualTo(401);
        assertThat(intake.get(CONTACT_OF.formatted(requesterId), "Authorization", "Bearer roads~department")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void erasesThePersonTheirKeyAndWhatWasPublishedOfThem() {
        Filed filed = file("Un trou");
        String requesterId = requesterOf(filed);
        intake.database()
                .update(
                        "UPDATE service_request SET description = 'Écrire à ondine@canari.example' WHERE id = ?",
                        UUID.fromString(filed.id()));

        HttpResponse<String> erased = intake.delete(filed.path() + "/requester", "Edit-Token", filed.token());
        intake.delete(filed.path() + "/requester", "Edit-Token", filed.token());

        assertThat(erased.statusCode()).as(erased.body()).isEqualTo(202);
        assertThat(json(contact(requesterId)).path("code").asString()).isEqualTo("requester_unknown");
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT count(*) FROM person WHERE requester_id = ?",
                                Integer.class,
                                UUID.fromString(requesterId)))
                .isZero();
        assertThat(intake.database()
                        .queryForObject(
                                "SELECT description FROM service_request WHERE id = ?",
                                String.class,
                                UUID.fromString(filed.id())))
                .isEqualTo("Écrire à [e-mail masqué]");
        List<ConsumerRecord<String, byte[]>> events = published(filed, 3);
        assertThat(intake.decoded(events.get(1))).isInstanceOfSatisfying(TextRedacted.class, redacted -> {
            assertThat(redacted.getField()).isEqualTo("description");
            assertThat(redacted.getReplacement()).isEqualTo("Écrire à [e-mail masqué]");
        });
        assertThat(intake.decoded(events.get(2))).isInstanceOfSatisfying(RequesterErased.class, gone -> {
            assertThat(gone.getRequesterId()).isEqualTo(requesterId);
            assertThat(gone.getSequence()).isEqualTo(3);
        });
        assertThat(events)
                .allSatisfy(event -> assertThat(new String(event.value(), StandardCharsets.UTF_8))
                        .doesNotContain("canari"));
    }

    private HttpResponse<String> contact(String requesterId) {
        return intake.get(CONTACT_OF.formatted(requesterId), AS_SERVICE);
    }

    private String requesterOf(Filed filed) {
        return Objects.requireNonNull(intake.database()
                .queryForObject(
                        "SELECT requester_id::text FROM service_request WHERE id = ?",
                        String.class,
                        UUID.fromString(filed.id())));
    }

    private List<ConsumerRecord<String, byte[]>> published(Filed filed, int count) {
        await().untilAsserted(() -> assertThat(intake.published(filed.id())).hasSize(count));
        return intake.published(filed.id());
    }

    private void awaitStatus(Filed filed, String status) {
        await().untilAsserted(() -> assertThat(
                        json(intake.get(filed.path())).path("status").asString())
                .isEqualTo(status));
    }

    private static CaseConfirmed confirmed(Filed filed) {
        return CaseConfirmed.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(2)
                .setOccurredAt(Instant.parse("2026-03-01T11:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(5)
                .setStatus("confirmed")
                .build();
    }

    private static CaseResolved resolved(Filed filed) {
        return CaseResolved.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(filed.id())
                .setJurisdictionId(IntakeUnderTest.TERRITORY)
                .setSequence(1)
                .setOccurredAt(Instant.parse("2026-03-01T10:00:00Z"))
                .setCaseId(filed.id())
                .setCaseVersion(4)
                .setStatus("resolved")
                .setDepartment("roads")
                .setOutcome(Outcome.FIXED)
                .setMessage("Rebouché ce matin.")
                .build();
    }
}
