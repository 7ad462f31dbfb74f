package org.relais.routing.cases.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.event.catalogue.Topics.INTAKE_SERVICE_REQUESTS;
import static org.relais.event.catalogue.Topics.ROUTING_SERVICE_REQUESTS;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.ProgressReported;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.routing.Requests;
import org.relais.routing.RestDesk;
import org.relais.routing.RunningService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What departments and triage can do over REST, and every way in which they are told no. */
class DeskIT extends RunningService {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private RequestMappingHandlerMapping handlers;

    @Test
    void aDepartmentReadsItsCaseWithWhyAndHistory() {
        String id = routed();

        RestDesk.Reply reply = desk("voirie").get("/api/v1/cases/" + id);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/id")).isEqualTo(id);
        assertThat(reply.text("/requestId")).isEqualTo(id);
        assertThat(reply.text("/status")).isEqualTo("routed");
        assertThat(reply.text("/service/name")).isEqualTo("Nid-de-poule");
        assertThat(reply.text("/department/name")).isEqualTo("Voirie");
        assertThat(reply.text("/why/text")).contains("voirie");
        assertThat(reply.text("/why/ruleId")).isNotEmpty();
        assertThat(reply.text("/history/0/type")).isEqualTo("ServiceRequestRouted");
        assertThat(reply.json().at("/caseVersion").asInt()).isEqualTo(1);
        assertThat(reply.text("/expectedAt")).endsWith("Z");
        assertThat(reply.text("/submittedAt")).endsWith("Z");
    }

    @Test
    void anotherDepartmentsCaseIsNotThere() {
        String id = routed();

        assertThat(desk("proprete").get("/api/v1/cases/" + id).status()).isEqualTo(404);
        assertProblem(desk("proprete").post("/api/v1/cases/" + id + "/acknowledge", "{}"), 404, "case_not_found");
        assertProblem(desk("voirie").get("/api/v1/cases/not-an-id"), 404, "case_not_found");
    }

    @Test
    void withoutATokenNothingIsTold() {
        assertThat(desk("").get("/api/v1/cases").status()).isEqualTo(401);
        assertThat(desk("invalid").get("/api/v1/cases").status()).isEqualTo(401);
        assertProblem(desk("operator").get("/api/v1/cases"), 403, "department_only");
        assertProblem(desk("voirie").get("/api/v1/triage"), 403, "triage_only");
    }

    @Test
    void aCaseIsWorkedOnToItsEnd() {
        String id = routed();
        RestDesk voirie = desk("voirie");

        assertThat(voirie.post("/api/v1/cases/" + id + "/acknowledge", "").text("/status"))
                .isEqualTo("acknowledged");
        assertThat(voirie.post("/api/v1/cases/" + id + "/progress", "{\"message\": \"En route\"}")
                        .text("/status"))
                .isEqualTo("in_progress");
        RestDesk.Reply asked = voirie.post("/api/v1/cases/" + id + "/ask", "{\"question\": \"Où ?\"}");
        assertThat(asked.text("/openQuestion/text")).isEqualTo("Où ?");
        RestDesk.Reply resolved =
                voirie.post("/api/v1/cases/" + id + "/resolve", "{\"outcome\": \"fixed\", \"message\": \"Réparé\"}");

        assertThat(resolved.status()).isEqualTo(200);
        assertThat(resolved.text("/status")).isEqualTo("resolved");
        assertThat(resolved.text("/resolution/outcome")).isEqualTo("fixed");
        assertThat(resolved.json().at("/caseVersion").asInt()).isEqualTo(5);
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, CaseResolved.class)
                        .getMessage())
                .isEqualTo("Réparé");
        assertProblem(
                voirie.post("/api/v1/cases/" + id + "/progress", "{\"message\": \"Encore\"}"), 409, "case_resolved");
    }

    @Test
    void whatIsMissingIsNamed() {
        String id = routed();
        RestDesk voirie = desk("voirie");

        RestDesk.Reply planned = voirie.post(
                "/api/v1/cases/" + id + "/resolve", "{\"outcome\": \"planned\", \"message\": \"Au printemps\"}");
        RestDesk.Reply silent = voirie.post("/api/v1/cases/" + id + "/progress", "{}");
        RestDesk.Reply nobody = voirie.post(
                "/api/v1/cases/" + id + "/transfer", "{\"toDepartment\": \"atlantis\", \"reason\": \"à vous\"}");

        assertProblem(planned, 422, "invalid_request");
        assertThat(planned.text("/errors/0/pointer")).isEqualTo("/plannedFor");
        assertThat(planned.text("/errors/0/code")).isEqualTo("planned_for_missing");
        assertThat(silent.text("/errors/0/pointer")).isEqualTo("/message");
        assertThat(nobody.text("/errors/0/pointer")).isEqualTo("/toDepartment");
        assertThat(voirie.post("/api/v1/cases/" + id + "/resolve", "{").status())
                .isEqualTo(400);
        assertProblem(voirie.get("/api/v1/cases?status=lost"), 400, "invalid_request");
        assertProblem(voirie.get("/api/v1/cases?cursor=lost"), 400, "invalid_request");
    }

    @Test
    void aDateThatNobodyCanPromiseIsRefusedAndTheCaseStaysOpen() {
        String id = routed();
        RestDesk voirie = desk("voirie");
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));

        for (Object never : List.of(
                "+999999999-12-31",
                "0001-01-01",
                today.minusDays(1),
                today.plusYears(20).plusDays(2))) {
            RestDesk.Reply refused = voirie.post("/api/v1/cases/" + id + "/resolve", plan(never));

            assertProblem(refused, 422, "invalid_request");
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/plannedFor");
            assertThat(refused.text("/errors/0/code")).isEqualTo("planned_for_out_of_range");
        }
        assertThat(voirie.post("/api/v1/cases/" + id + "/resolve", plan(today.plusDays(1)))
                        .status())
                .isEqualTo(200);
    }

    private static String plan(Object day) {
        return "{\"outcome\": \"planned\", \"message\": \"Au printemps\", \"plannedFor\": \"" + day + "\"}";
    }

    @Test
    void aStaleVersionIsAConflictThatSaysTheVersionNow() {
        String id = routed();

        RestDesk.Reply stale = desk("voirie").post("/api/v1/cases/" + id + "/acknowledge", "{\"expectedVersion\": 9}");

        assertProblem(stale, 409, "stale_version");
        assertThat(stale.json().at("/caseVersion").asInt()).isEqualTo(1);
    }

    @Test
    void aRepeatUnderOneKeyHasItsEffectOnce() {
        String id = routed();
        RestDesk voirie = desk("voirie");
        String key = Requests.newId();

        RestDesk.Reply first = voirie.post("/api/v1/cases/" + id + "/progress", "{\"message\": \"En route\"}", key);
        RestDesk.Reply again = voirie.post("/api/v1/cases/" + id + "/progress", "{\"message\": \"En route\"}", key);
        RestDesk.Reply other = voirie.post("/api/v1/cases/" + id + "/progress", "{\"message\": \"Autre\"}", key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().at("/caseVersion")).isEqualTo(first.json().at("/caseVersion"));
        assertProblem(other, 422, "idempotency_key_reused");
    }

    @Test
    void aDepartmentsWordsLoseContactDetailsButTheTownsOwn() {
        String id = routed();

        RestDesk.Reply reply = desk("voirie").post("/api/v1/cases/" + id + "/progress", """
            {"message": "Appelé camille@example.org au 06 12 34 56 78. Questions : voirie@valmont.example"}
            """);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ProgressReported.class)
                        .getMessage())
                .isEqualTo("Appelé [e-mail masqué] au [téléphone masqué]. Questions : voirie@valmont.example");
    }

    @Test
    void wordsThatCannotBeStoredAreRefused() {
        String id = routed();

        RestDesk.Reply reply =
                desk("voirie").post("/api/v1/cases/" + id + "/progress", "{\"message\": \"En\\u0000 route\"}");

        assertProblem(reply, 422, "invalid_request");
        assertThat(reply.text("/errors/0/code")).isEqualTo("text_unusable");
        assertThat(reply.text("/errors/0/pointer")).isEqualTo("/message");
        assertThat(refusedField(desk("voirie")
                        .post(
                                "/api/v1/cases/" + id + "/transfer",
                                "{\"toDepartment\": \"proprete\", \"reason\": \"\\u0007\"}")))
                .isEqualTo("/reason text_unusable");
        assertThat(refusedField(desk("voirie")
                        .post("/api/v1/cases/" + id + "/ask", "{\"question\": \"" + "a".repeat(4_001) + "\"}")))
                .isEqualTo("/question text_too_long");
    }

    @Test
    void jsonAloneIsReadAndWrittenAndNothingIsCarriedOutForWhoAsksForAnother() {
        String id = routed();
        String path = "/api/v1/cases/" + id;
        RestDesk voirie = desk("voirie");

        for (String other : List.of("application/xml", "text/xml", "application/xhtml+xml", "application/yaml")) {
            assertProblem(voirie.getAs(other, path), 406, "not_acceptable");
            assertProblem(voirie.postAs(other, path + "/acknowledge", "{}"), 406, "not_acceptable");
            assertProblem(
                    voirie.postIn(other, path + "/progress", "<Progress><message>Non</message></Progress>"),
                    415,
                    "unsupported_media_type");
        }
        RestDesk.Reply browser =
                voirie.getAs("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", path);

        assertThat(browser.contentType()).isEqualTo("application/json");
        assertThat(browser.text("/status")).isEqualTo("routed");
    }

    @Test
    void everyAddressOfTheApiSaysWhatItWritesSoThatNothingIsDoneForWhoCannotReadIt() {
        assertThat(handlers.getHandlerMethods().keySet())
                .filteredOn(address -> address.getPatternValues().stream()
                        .anyMatch(pattern -> pattern.startsWith("/api/v1/") && !pattern.contains("openapi")))
                .hasSizeGreaterThan(30)
                .allSatisfy(address -> assertThat(address.getProducesCondition().isEmpty())
                        .as(address.toString())
                        .isFalse());
    }

    @Test
    void whatIsNoTextIsNotTakenForOne() {
        String id = routed();
        RestDesk voirie = desk("voirie");

        for (String verb : List.of("resolve", "progress", "acknowledge")) {
            for (String other : List.of("5", "true", "[\"a\"]")) {
                RestDesk.Reply refused =
                        voirie.post("/api/v1/cases/" + id + "/" + verb, "{\"message\": " + other + "}");

                assertProblem(refused, 400, "invalid_request");
                assertThat(errors(refused)).as(verb + other).containsExactly("/message wrong_type_text");
            }
        }
        assertThat(errors(voirie.post("/api/v1/cases/" + id + "/resolve", "{\"plannedFor\": 5}")))
                .containsExactly("/plannedFor wrong_type_value");
    }

    @Test
    void aFieldThatDoesNotExistIsToldWithTheOneThatIsMissing() {
        String id = routed();
        String path = "/api/v1/cases/" + id + "/";
        RestDesk voirie = desk("voirie");
        String misnamed = "{\"message\": \"Où ?\"}";

        assertThat(errors(voirie.post(path + "ask", misnamed)))
                .containsExactly("/message unknown_field", "/question question_missing");
        assertThat(errors(voirie.post(path + "decline", misnamed)))
                .containsExactly("/message unknown_field", "/reason reason_missing");
        assertThat(errors(voirie.post(path + "transfer", misnamed)))
                .containsExactly(
                        "/message unknown_field", "/reason reason_missing", "/toDepartment department_unknown");
        assertThat(errors(voirie.post(path + "resolve", "{\"text\": \"Fait\", \"outcome\": \"foo\"}")))
                .containsExactly("/text unknown_field", "/outcome outcome_unknown", "/message message_missing");
        assertThat(errors(voirie.post(path + "acknowledge", "{\"a/b\": {\"c\": [1]}}")))
                .containsExactly("/a~1b unknown_field");
        assertProblem(voirie.post(path + "ask", misnamed), 400, "invalid_request");
        assertThat(voirie.get("/api/v1/cases/" + id).text("/status")).isEqualTo("routed");
    }

    @Test
    void anOutcomeThatDoesNotExistIsNotTakenForOneThatIsMissing() {
        String id = routed();
        RestDesk voirie = desk("voirie");

        RestDesk.Reply unknown =
                voirie.post("/api/v1/cases/" + id + "/resolve", "{\"outcome\": \"foo\", \"message\": \"Fait\"}");
        RestDesk.Reply missing = voirie.post("/api/v1/cases/" + id + "/resolve", "{\"message\": \"Fait\"}");

        assertThat(refusedField(unknown)).isEqualTo("/outcome outcome_unknown");
        assertThat(unknown.text("/errors/0/detail")).contains("already_fixed", "nothing_to_do");
        assertThat(refusedField(missing)).isEqualTo("/outcome outcome_missing");
    }

    @Test
    void oneKeyForTwoCasesAtOnceIsCarriedOutOnOneOfThem() {
        for (int round = 0; round < 5; round++) {
            List<String> ids = List.of(routed(), routed());
            String key = Requests.newId();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Integer> answers = ids.stream()
                        .map(id -> CompletableFuture.supplyAsync(
                                () -> desk("voirie")
                                        .post("/api/v1/cases/" + id + "/acknowledge", "{}", key)
                                        .status(),
                                threads))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

                assertThat(answers).containsExactlyInAnyOrder(200, 422);
            }
        }
    }

    @Test
    void aDepartmentsWordsLoseNames() {
        String id = routed();

        RestDesk.Reply reply = desk("voirie").post("/api/v1/cases/" + id + "/progress", """
            {"message": "Vu avec Mme Quetzal ce matin."}
            """);

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ProgressReported.class)
                        .getMessage())
                .isEqualTo("Vu avec Mme [nom masqué] ce matin.");
    }

    @Test
    void aRepeatShowsNothingOfACaseThatHasGoneToAnotherDepartment() {
        String id = routed();
        RestDesk voirie = desk("voirie");
        String key = Requests.newId();
        String transfer = "{\"toDepartment\": \"proprete\", \"reason\": \"Déchets sur la chaussée.\"}";

        RestDesk.Reply first = voirie.post("/api/v1/cases/" + id + "/transfer", transfer, key);
        desk("proprete").post("/api/v1/cases/" + id + "/progress", "{\"message\": \"Pour nous seuls\"}");
        RestDesk.Reply again = voirie.post("/api/v1/cases/" + id + "/transfer", transfer, key);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.status()).as(again.body()).isEqualTo(204);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aRepeatUnderTheKeyOfACommandThatFoundNoCaseFindsItOnceItIsThere() {
        String id = Requests.newId();
        String key = Requests.newId();
        RestDesk voirie = desk("voirie");

        RestDesk.Reply early = voirie.post("/api/v1/cases/" + id + "/acknowledge", "{}", key);
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        RestDesk.Reply again = voirie.post("/api/v1/cases/" + id + "/acknowledge", "{}", key);

        assertProblem(early, 404, "case_not_found");
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.text("/status")).isEqualTo("acknowledged");
    }

    @Test
    void theListGoesOnWhereItStoppedAndHoldsOwnCasesOnly() {
        Set<String> mine = Set.of(routed(), routed(), routed());
        Set<String> seen = new HashSet<>();

        String path = "/api/v1/cases?status=routed&limit=2";
        String cursor = "";
        do {
            JsonNode page = desk("voirie").get(path + cursor).json();
            page.get("items").forEach(item -> {
                assertThat(item.at("/department/code").asString()).isEqualTo("voirie");
                assertThat(seen.add(item.at("/id").asString())).isTrue();
            });
            cursor = page.path("nextCursor").isString()
                    ? "&cursor=" + page.get("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());

        assertThat(seen).containsAll(mine);
    }

    @Test
    void aPersonInTriageSaysWhatARequestIsAboutThatNamesNothing() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        RestDesk operator = desk("operator");

        RestDesk.Reply unknown = operator.post(
                "/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\", \"serviceCode\": \"dragons\"}");
        RestDesk.Reply assigned = operator.post(
                "/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\", \"serviceCode\": \"pothole\"}");

        assertThat(unknown.text("/errors/0/code")).isEqualTo("service_unknown");
        assertThat(unknown.text("/errors/0/pointer")).isEqualTo("/serviceCode");
        assertThat(assigned.text("/service/code")).isEqualTo("pothole");
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class)
                        .getServiceCode())
                .isEqualTo("pothole");
        assertThat(jdbc.queryForObject(
                        "select service from routing_decision where case_id = ?::uuid", String.class, id))
                .as("what is learned from")
                .isEqualTo("pothole");
    }

    @Test
    void aPersonInTriageNamesTheDepartment() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.ofService("no-such-service", id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, RoutingDeferred.class);
        RestDesk operator = desk("operator");

        JsonNode waiting = operator.get("/api/v1/triage?limit=200").json().get("items");
        RestDesk.Reply unknown =
                operator.post("/api/v1/triage/" + id + "/assign", "{\"department\": \"atlantis\", \"reason\": \"x\"}");
        RestDesk.Reply named = operator.post(
                "/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\", \"serviceCode\": \"pothole\"}");
        RestDesk.Reply assigned = operator.post(
                "/api/v1/triage/" + id + "/assign",
                "{\"department\": \"proprete\", \"reason\": \"Un dépôt, voir durand@exemple.fr\"}");
        RestDesk.Reply again =
                operator.post("/api/v1/triage/" + id + "/assign", "{\"department\": \"voirie\", \"reason\": \"Non\"}");

        assertThat(waiting.valueStream().map(item -> item.at("/id").asString())).contains(id);
        assertThat(unknown.text("/errors/0/code")).isEqualTo("department_unknown");
        assertProblem(named, 409, "service_already_named");
        assertThat(named.text("/detail")).contains("catégorie");
        assertThat(assigned.text("/status")).isEqualTo("routed");
        assertThat(assigned.text("/expectedAt")).endsWith("Z");
        assertThat(WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class)
                        .getCause())
                .isEqualTo("triage");
        assertThat(WIRE.all(ROUTING_SERVICE_REQUESTS.name(), id))
                .isNotEmpty()
                .noneMatch(event -> event.toString().contains("durand@"));
        assertProblem(again, 409, "not_awaiting_triage");
    }

    @Test
    void theDeskAndTheDescriptionAreOpenToRead() {
        assertThat(desk("").get("/desk").body()).contains("Guichet des services");
        RestDesk.Reply description = desk("").get("/api/v1/openapi.json");
        assertThat(description.status()).isEqualTo(200);
        assertThat(description.text("/openapi")).startsWith("3.1");
        assertThat(description
                        .json()
                        .at("/paths/~1api~1v1~1cases~1{id}~1resolve")
                        .isMissingNode())
                .isFalse();
        assertThat(description.json().at("/components/schemas/Ask/properties").propertyNames())
                .containsExactlyInAnyOrder("question", "expectedVersion");
    }

    @Test
    void aCursorOfATimeThatNoListHasIsNoneOfOurs() {
        RestDesk operator = desk("operator");
        for (Instant never : List.of(Instant.MAX, Instant.MIN)) {
            String cursor = cursor(never + "/" + Requests.newId());
            assertProblem(desk("voirie").get("/api/v1/cases?cursor=" + cursor), 400, "invalid_request");
            assertProblem(operator.get("/api/v1/triage?cursor=" + cursor), 400, "invalid_request");
            assertProblem(
                    operator.get("/api/v1/recurring-places?cursor=" + cursor("3/" + never + "/" + Requests.newId())),
                    400,
                    "invalid_request");
        }
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void describesItselfAsOpenApi() {
        JsonNode description = desk("").get("/api/v1/openapi.json").json();

        assertThat(description.path("paths").propertyNames())
                .as("the API, and nothing but it")
                .allMatch(path -> path.startsWith("/api/v1/"))
                .contains(
                        "/api/v1/cases",
                        "/api/v1/cases/{id}/resolve",
                        "/api/v1/triage/{caseId}/assign",
                        "/api/v1/triage/{caseId}/rule",
                        "/api/v1/territories/{jurisdictionId}/drafts/{draftId}/simulation",
                        "/api/v1/territories/{jurisdictionId}/experiments/{experimentId}/stop",
                        "/api/v1/territories/{jurisdictionId}/explain",
                        "/api/v1/territories/{jurisdictionId}/misroutes",
                        "/api/v1/lessons",
                        "/api/v1/recurring-places");
        assertThat(description.findValues("headers").stream()
                        .flatMap(headers -> headers.properties().stream())
                        .filter(header -> !header.getValue().has("schema"))
                        .map(Map.Entry::getKey))
                .as("headers of which nothing is known but the name")
                .isEmpty();
        assertThat(description.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(description
                                .at(reference.asString().substring(1))
                                .isObject())
                        .as(reference.asString())
                        .isTrue());
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String what = operation.getKey() + " " + path.getKey();
                    assertThat(operation.getValue().path("responses").isEmpty())
                            .as(what)
                            .isFalse();
                    assertThat(PARAMETER.matcher(path.getKey()).results().map(found -> found.group(1)))
                            .as(what)
                            .containsExactlyInAnyOrderElementsOf(operation
                                    .getValue()
                                    .path("parameters")
                                    .valueStream()
                                    .filter(parameter ->
                                            parameter.path("in").asString().equals("path"))
                                    .map(parameter -> parameter.path("name").asString())
                                    .toList());
                }));
        assertThat(description.findValues("operationId").stream().map(JsonNode::asString))
                .doesNotHaveDuplicates();
    }

    private static String routed() {
        String id = Requests.newId();
        WIRE.write(INTAKE_SERVICE_REQUESTS.name(), id, Requests.aPothole(id));
        WIRE.awaitOne(ROUTING_SERVICE_REQUESTS.name(), id, ServiceRequestRouted.class);
        return id;
    }
}
