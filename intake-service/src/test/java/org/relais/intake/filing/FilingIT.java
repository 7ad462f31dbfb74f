package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.intake.IntakeUnderTest.json;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.event.common.v1.Channel;
import org.relais.event.common.v1.RequesterKind;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.intake.IntakeUnderTest;
import tools.jackson.databind.JsonNode;

/** Filing, as an independent client sees it, and the event that announces it. */
class FilingIT {

    private static final String NAME = "Zélie Quetzal-Ouragan";
    private static final String EMAIL = "zelie.quetzal@canari.example";
    private static final String PHONE = "06 12 34 56 78";

    private static final String BATCH = "/api/v1/service-requests/batch";
    private static final String[] PARTNER = {"Authorization", "Bearer neighbours~partner"};
    private static final String[] IMPORTER = {"Authorization", "Bearer import~import"};

    private final IntakeUnderTest intake = IntakeUnderTest.shared();

    private static String pothole(String description) {
        return """
            {"serviceCode": "pothole", "description": "%s",
             "location": {"latitude": 48.85, "longitude": 2.35, "address": "12 rue des Lilas"},
             "answers": {"depth": "deep", "width": 3.5},
             "requester": {"name": "%s", "email": "%s", "phone": "%s", "language": "fr"}}
            """.formatted(description, NAME, EMAIL, PHONE);
    }

    @Test
    void answersWithTheCodeAndAnnouncesTheRequestOnKafka() {
        HttpResponse<String> answer = intake.file(pothole("Un trou devant l’école"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode filed = json(answer);
        String code = filed.path("trackingCode").asString();
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/service-requests/" + code);
        assertThat(filed.path("status").asString()).isEqualTo("submitted");
        assertThat(filed.path("editToken").asString()).hasSizeGreaterThan(20);

        ConsumerRecord<String, byte[]> event = announced(filed.path("id").asString());
        assertThat(header(event, "ce_type")).isEqualTo(ServiceRequestSubmitted.class.getName());
        assertThat(header(event, "ce_source")).isEqualTo("relais/intake");
        assertThat(header(event, "ce_subject")).isEqualTo(filed.path("id").asString());
        assertThat(event.key()).isEqualTo(filed.path("id").asString());
        ServiceRequestSubmitted submitted = (ServiceRequestSubmitted) intake.decoded(event);
        assertThat(submitted.getSequence()).isEqualTo(1);
        assertThat(submitted.getTrackingCode()).isEqualTo(code);
        assertThat(submitted.getEventId()).isEqualTo(header(event, "ce_id"));
        assertThat(submitted.getAnswers()).hasSize(2);
        assertThat(submitted.getContactable()).isTrue();
        assertThat(submitted.getRequester()).isEqualTo(RequesterKind.NAMED);
        assertThat(submitted.getFlags()).isEmpty();
    }

    @Test
    void saysOfSomebodyWhoLeavesNoTraceThatTheyAreAnonymous() {
        JsonNode filed = json(intake.file("""
            {"serviceCode": "pothole", "description": "Un trou", "location": {"latitude": 48.85, "longitude": 2.35}}
            """));

        assertThat(submitted(filed).getRequester()).isEqualTo(RequesterKind.ANONYMOUS);
    }

    @Test
    void showsNothingOfThePersonInTheEventOrThePublicView() {
        String description =
                "Signé zelie QUETZAL-ouragan, ecrire a ZELIE.quetzal@Canari.example ou au +33 6 12 34 56 78,"
                        + " sinon 06.12.34.56.78 ou autre@canari.example";

        JsonNode filed = json(intake.file(pothole(description)));

        String event = new String(announced(filed.path("id").asString()).value(), StandardCharsets.UTF_8);
        String view = intake.get(
                        "/api/v1/service-requests/" + filed.path("trackingCode").asString())
                .body();
        for (String seen : List.of(event, view)) {
            assertThat(seen.toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("canari")
                    .doesNotContain("quetzal")
                    .doesNotContain("zelie")
                    .doesNotContain("12 34 56 78")
                    .doesNotContain("12.34.56.78");
        }
        assertThat(view)
                .contains("[e-mail masqué]")
                .contains("[téléphone masqué]")
                .contains("[nom masqué]");
        assertThat(submitted(filed).getFlags()).containsExactly("personal_data");
    }

    @Test
    void saysWhoAnswersAtAPlaceBeyondTheBorderAndFilesAllTheSame() {
        String there = """
            {"serviceCode": "pothole", "description": "Un trou", "location": {"latitude": 48.85, "longitude": 2.6}}
            """;

        HttpResponse<String> filed = intake.file(there);

        assertThat(filed.statusCode()).isEqualTo(201);
        assertThat(json(filed).path("notice").asString())
                .isEqualTo("Cet endroit est hors de Testville : adressez-vous à Rivebois"
                        + " (https://rivebois.example/signaler, +33 1 99 00 30 00).");
        assertThat(json(intake.file(there, "Accept-Language", "en"))
                        .path("notice")
                        .asString())
                .startsWith("This place lies outside Testville: please turn to Rivebois");
        assertThat(json(intake.file(there.replace("2.6", "2.9"))).path("notice").asString())
                .contains("nous ne savons pas qui y répond");
        assertThat(json(intake.file(there.replace("2.6", "2.5013"))).has("notice"))
                .as("so near that the place may only be shown badly")
                .isFalse();
        assertThat(json(intake.file(there.replace("2.6", "2.35"))).has("notice"))
                .isFalse();
    }

    @Test
    void givesARepeatTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = intake.file(pothole("Encore un trou"), "Idempotency-Key", key);

        HttpResponse<String> repeat = intake.file(pothole("Encore un trou"), "Idempotency-Key", key);

        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        String key = UUID.randomUUID().toString();
        intake.file(pothole("Un trou"), "Idempotency-Key", key);

        HttpResponse<String> other = intake.file(pothole("Un autre trou"), "Idempotency-Key", key);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).path("code").asString()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void filesOnceHoweverManyAskAtTheSameTime() throws Exception {
        String key = UUID.randomUUID().toString();
        Callable<HttpResponse<String>> call = () -> intake.file(pothole("Un trou"), "Idempotency-Key", key);

        List<HttpResponse<String>> answers;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = callers
                    .invokeAll(IntStream.range(0, 16).mapToObj(n -> call).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue("Idempotent-Replayed")
                                .isEmpty()))
                .hasSize(1);
        String id = json(answers.getFirst()).path("id").asString();
        announced(id);
        assertThat(intake.published(id)).hasSize(1);
    }

    @Test
    void namesEveryErrorInTheLanguageOfTheCaller() {
        String body = """
            {"serviceCode": "pothole", "colour": "red", "location": {"latitude": 2.35, "longitude": 48.85},
             "answers": {"depth": "bottomless", "width": "wide", "smell": "bad"},
             "requester": {"email": "nobody", "phone": "12", "language": "xx"}, "attachments": ["a1"]}
            """;

        HttpResponse<String> answer = intake.file(body, "Accept-Language", "en");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(IntakeUnderTest.errors(answer))
                .containsExactlyInAnyOrder(
                        "/colour unknown_field",
                        "/description required",
                        "/location coordinates_swapped",
                        "/answers/depth option_unknown",
                        "/answers/width not_a_number",
                        "/answers/smell question_unknown",
                        "/requester/email email_malformed",
                        "/requester/phone phone_malformed",
                        "/requester/language language_unknown",
                        "/attachments/0 attachment_unknown");
        assertThat(answer.body()).contains("look swapped");
        assertThat(intake.file(body).body()).contains("interverties");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, coordinates_zero",
        "2.35, 48.85, coordinates_swapped",
        "652000, 6862000, coordinates_projected",
        "6862000, 652000, coordinates_projected",
        "261600, 6250000, coordinates_projected",
        "6250000, 261600, coordinates_projected"
    })
    void saysWhyAPlaceCannotBeOne(double latitude, double longitude, String reason) {
        HttpResponse<String> answer = intake.file("""
            {"serviceCode": "pothole", "description": "Un trou", "location": {"latitude": %s, "longitude": %s}}
            """.formatted(latitude, longitude));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(IntakeUnderTest.errors(answer)).containsExactly("/location " + reason);
    }

    @Test
    void asksWhoeverFilesTooMuchToWait() {
        String[] from = {"X-Forwarded-For", "203.0.113.77"};
        String there = """
            {"serviceCode": "pothole", "description": "Un trou", "location": {"latitude": 48.891, "longitude": 2.491}}
            """;
        for (int number = 0; number < 20; number++) {
            assertThat(intake.file(there, from).statusCode()).isEqualTo(201);
        }

        HttpResponse<String> refused = intake.file(there, from);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("code").asString()).isEqualTo("too_many_requests");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(100L, 200L);
        assertThat(intake.file(there.replace("48.891", "48.811"), from).statusCode())
                .as("elsewhere")
                .isEqualTo(201);
        assertThat(intake.file(there, "X-Forwarded-For", "203.0.113.78").statusCode())
                .as("somebody else")
                .isEqualTo(201);
        assertThat(intake.file(there, "X-Forwarded-For", "203.0.113.77", "Authorization", "Bearer partner~import")
                        .statusCode())
                .as("who brings in what was filed elsewhere")
                .isEqualTo(201);
    }

    @Test
    void asksAClientWithATokenToWaitTooAndCountsWhatItFilesInBatchesWithTheRest() {
        String[] diligent = {"X-Forwarded-For", "203.0.113.79", "Authorization", "Bearer diligent~partner"};
        String there = """
            {"serviceCode": "pothole", "description": "Un trou", "location": {"latitude": 48.892, "longitude": 2.472}}
            """;
        for (int number = 0; number < 30; number++) {
            assertThat(intake.file(there, diligent).statusCode()).isEqualTo(201);
        }
        HttpResponse<String> refused = intake.file(there, diligent);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(60L, 180L);
        assertThat(intake.file(there.replace("48.892", "48.812"), diligent).statusCode())
                .as("elsewhere")
                .isEqualTo(201);

        String[] hasty = {"X-Forwarded-For", "203.0.113.79", "Authorization", "Bearer hasty~partner"};
        String hundred = "{\"items\": [" + String.join(",", Collections.nCopies(100, "{}")) + "]}";
        int status;
        do {
            status = intake.post(BATCH, hundred, hasty).statusCode();
        } while (status == 200);
        assertThat(status).isEqualTo(429);
        int filed = 0;
        while (filed < 100 && intake.file(pothole("Un trou"), hasty).statusCode() == 201) {
            filed++;
        }
        assertThat(filed).as("what was left of the hour's 500").isLessThan(30);
    }

    @Test
    void findsARequestHoweverItsCodeIsWritten() {
        String code = json(intake.file(pothole("Un trou"))).path("trackingCode").asString();

        String written = code.replace("-", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l');
        HttpResponse<String> answer = intake.get("/api/v1/service-requests/" + written);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("trackingCode").asString()).isEqualTo(code);
        assertThat(intake.get("/api/v1/service-requests/0000-0000").statusCode())
                .isEqualTo(404);
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(intake.get("/api/v1/service-requests/" + code, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void namesTheNumberToCallInsteadOfFilingAnEmergency() {
        String smell = "{\"serviceCode\": \"gas-smell\", \"description\": \"Ça sent le gaz\"}";

        HttpResponse<String> french = intake.file(smell);
        HttpResponse<String> english = intake.file(smell, "Accept-Language", "en");

        assertThat(french.statusCode()).isEqualTo(422);
        assertThat(json(french).path("code").asString()).isEqualTo("emergency_call_instead");
        assertThat(json(french).path("emergencyNumber").asString()).isEqualTo("112");
        assertThat(json(french).path("detail").asString()).contains("appelez le 112");
        assertThat(json(english).path("detail").asString()).contains("call 112");
    }

    @Test
    void filesAnEmergencyThatAnAgentReports() {
        String smell = """
            {"serviceCode": "gas-smell", "description": "Signalé au guichet",
             "location": {"latitude": 48.85, "longitude": 2.35}}
            """;

        HttpResponse<String> filed = intake.file(smell, "Authorization", "Bearer someone~operator");
        HttpResponse<String> elsewhere =
                intake.file(smell, "Authorization", "Bearer someone~operator~~elsewhere.example");

        assertThat(elsewhere.statusCode()).isEqualTo(422);
        assertThat(filed.statusCode()).isEqualTo(201);
        assertThat(submitted(json(filed)).getRequester()).isEqualTo(RequesterKind.AGENT);
    }

    @Test
    void letsAnImportSayWhenAPersonFirstAsked() {
        HttpResponse<String> answer = intake.file(imported("import", "2015-01-31T10:59:01+01:00"), IMPORTER);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ServiceRequestSubmitted submitted = submitted(json(answer));
        assertThat(submitted.getChannel()).isEqualTo(Channel.IMPORT);
        assertThat(submitted.getRequestedAt()).isEqualTo("2015-01-31T09:59:01Z");
        assertThat(submitted.getFlags()).containsExactly("earlier");
        assertThat(submitted.getOccurredAt()).isAfter("2026-01-01T00:00:00Z");
        JsonNode view = json(intake.get(
                "/api/v1/service-requests/" + json(answer).path("trackingCode").asString()));
        assertThat(view.path("submittedAt").asString()).isEqualTo("2015-01-31T09:59:01Z");
    }

    @Test
    void takesChannelAndDateFromAnImportAloneAndNoneFromTheFuture() {
        assertThat(IntakeUnderTest.errors(intake.file(imported("import", "2015-01-31T10:59:01Z"))))
                .containsExactlyInAnyOrder("/channel importers_only", "/requestedAt importers_only");
        assertThat(IntakeUnderTest.errors(intake.file(imported("email", "2999-01-31T10:59:01Z"), IMPORTER)))
                .containsExactlyInAnyOrder("/channel channel_unknown", "/requestedAt in_the_future");
        assertThat(IntakeUnderTest.errors(intake.file(imported("import", "hier"), IMPORTER)))
                .containsExactly("/requestedAt not_a_datetime");
    }

    private static String imported(String channel, String requestedAt) {
        return """
            {"serviceCode": "pothole", "description": "Un vieux trou", "answers": {"depth": "deep"},
             "location": {"latitude": 48.85, "longitude": 2.35}, "channel": "%s", "requestedAt": "%s"}
            """.formatted(channel, requestedAt);
    }

    @Test
    void filesABatchItemByItemAndTheSameAgainAsBefore() {
        String batch = """
            {"items": [
             {"idempotencyKey": "lot-1", "request": {"serviceCode": "pothole", "description": "Un trou du lot",
               "location": {"latitude": 48.85, "longitude": 2.35}}},
             {"idempotencyKey": "lot-2", "request": {"serviceCode": "lamp", "location": {"latitude": 0, "longitude": 0}}},
             {"idempotencyKey": "lot-1", "request": {"serviceCode": "pothole", "description": "Autre chose",
               "location": {"latitude": 48.85, "longitude": 2.35}}},
             {"request": {"serviceCode": "pothole", "colour": "red"}}, 7]}
            """;

        HttpResponse<String> answer = intake.post(BATCH, batch, PARTNER);
        HttpResponse<String> again = intake.post(BATCH, batch, PARTNER);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode items = json(answer).path("items");
        assertThat(items.valueStream().map(item -> item.path("status").asInt()).toList())
                .containsExactly(201, 400, 422, 400, 400);
        assertThat(items.at("/0/pointer").asString()).isEqualTo("/items/0");
        assertThat(items.at("/0/replayed").asBoolean()).isFalse();
        assertThat(items.at("/1/problem/errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString())
                        .toList())
                .contains("/items/1/request/location", "/items/1/request/answers/fault");
        assertThat(items.at("/2/problem/errors/0/pointer").asString()).isEqualTo("/items/2/idempotencyKey");
        assertThat(items.at("/3/problem/errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString())
                        .toList())
                .containsExactlyInAnyOrder("/items/3/idempotencyKey", "/items/3/request/colour");
        String id = items.at("/0/request/id").asString();
        ServiceRequestSubmitted submitted = submitted(items.at("/0/request"));
        assertThat(submitted.getRequestId()).isEqualTo(id);
        assertThat(submitted.getChannel()).isEqualTo(Channel.PARTNER);
        assertThat(submitted.getRequester()).isEqualTo(RequesterKind.PARTNER);
        JsonNode repeated = json(again).path("items").path(0);
        assertThat(repeated.path("replayed").asBoolean()).isTrue();
        assertThat(repeated.path("request")).isEqualTo(items.at("/0/request"));
    }

    @Test
    void bringsNothingIntoATerritoryThatTheTokenIsNotFor() {
        String[] elsewhere = {"Authorization", "Bearer import~import~~ailleurs", "Accept-Language", "en"};
        String batch = """
            {"items": [{"idempotencyKey": "abroad-1", "request": {"serviceCode": "idea", "description": "Un banc"}}]}
            """;

        HttpResponse<String> alone = intake.file(pothole("Un trou"), elsewhere);
        JsonNode item = json(intake.post(BATCH, batch, elsewhere)).at("/items/0");

        assertThat(alone.statusCode()).isEqualTo(403);
        assertThat(json(alone).path("code").asString()).isEqualTo("territory_not_yours");
        assertThat(json(alone).path("detail").asString()).contains("into the territory “testville”");
        assertThat(item.path("status").asInt()).isEqualTo(403);
        assertThat(item.at("/problem/code").asString()).isEqualTo("territory_not_yours");
        assertThat(intake.post(BATCH, batch, "Authorization", "Bearer import~import~~testville")
                        .body())
                .as("where it is for")
                .contains("\"status\":201");
    }

    @Test
    void saysWhoAnswersAtAPlaceBeyondTheBorderInABatchToo() {
        String batch = """
            {"items": [
             {"idempotencyKey": "beyond-1", "request": {"serviceCode": "pothole", "description": "Un trou",
               "location": {"latitude": 48.85, "longitude": 2.6}}},
             {"idempotencyKey": "beyond-2", "request": {"serviceCode": "pothole", "description": "Un trou",
               "location": {"latitude": 48.85, "longitude": 2.35}}}]}
            """;

        JsonNode items = json(intake.post(BATCH, batch, PARTNER)).path("items");
        JsonNode again = json(intake.post(BATCH, batch, PARTNER)).path("items");

        assertThat(items.at("/0/request/notice").asString())
                .isEqualTo("Cet endroit est hors de Testville : adressez-vous à Rivebois"
                        + " (https://rivebois.example/signaler, +33 1 99 00 30 00).");
        assertThat(items.at("/1/status").asInt()).isEqualTo(201);
        assertThat(items.at("/1/request").has("notice")).isFalse();
        assertThat(again.at("/0/request")).isEqualTo(items.at("/0/request"));
    }

    @Test
    void takesBatchesOfPartnersAloneWithinTheirBoundsAndQuotas() {
        assertThat(intake.post(BATCH, "{\"items\": []}").statusCode()).isIn(401, 403);
        assertThat(intake.post(BATCH, "{\"items\": []}", "Authorization", "Bearer roads~department")
                        .statusCode())
                .isEqualTo(403);
        assertThat(IntakeUnderTest.errors(intake.post(BATCH, "{\"items\": [], \"more\": 1}", PARTNER)))
                .containsExactlyInAnyOrder("/items items_out_of_range", "/more unknown_field");
        String hundred = "{\"items\": [" + String.join(",", Collections.nCopies(100, "{}")) + "]}";
        assertThat(IntakeUnderTest.errors(intake.post(
                        BATCH, "{\"items\": [" + String.join(",", Collections.nCopies(101, "{}")) + "]}", PARTNER)))
                .containsExactly("/items items_out_of_range");
        HttpResponse<String> answer = intake.post(BATCH, hundred, "Authorization", "Bearer greedy~partner");
        while (answer.statusCode() == 200) {
            answer = intake.post(BATCH, hundred, "Authorization", "Bearer greedy~partner");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
    }

    @Test
    void refusesWhatIsNotAJsonObjectOrTooLarge() {
        assertThat(json(intake.file("not json")).path("code").asString()).isEqualTo("malformed_json");
        for (String other : List.of("[]", "null", "\"x\"", "[{\"serviceCode\": \"pothole\"}]")) {
            HttpResponse<String> refused = intake.file(other);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(json(refused).path("code").asString()).as(other).isEqualTo("invalid_request");
            assertThat(IntakeUnderTest.errors(refused)).as(other).containsExactly(" wrong_type_object");
        }
        assertThat(IntakeUnderTest.errors(intake.post("/api/v1/service-requests/0000-0000/confirm", "[]")))
                .containsExactly(" wrong_type_object");
        for (String nothing : List.of("", " \n")) {
            assertThat(IntakeUnderTest.errors(intake.file(nothing))).containsExactly(" body_missing");
        }
        assertThat(intake.file("{\"serviceCode\": \"pothole\", \"serviceCode\": \"lamp\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(intake.file(pothole("x".repeat(200_000))).statusCode()).isEqualTo(413);
        assertThat(IntakeUnderTest.errors(intake.file(pothole("x".repeat(4_001)))))
                .containsExactly("/description text_too_long");
    }

    private ServiceRequestSubmitted submitted(JsonNode filed) {
        return (ServiceRequestSubmitted)
                intake.decoded(announced(filed.path("id").asString()));
    }

    private ConsumerRecord<String, byte[]> announced(String requestId) {
        await().untilAsserted(() -> assertThat(intake.published(requestId)).isNotEmpty());
        return intake.published(requestId).getFirst();
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
