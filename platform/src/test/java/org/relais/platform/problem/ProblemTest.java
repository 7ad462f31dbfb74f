package org.relais.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.relais.platform.commit.CommitQueueFull;
import org.relais.platform.registry.RegistryUnavailable;
import org.relais.platform.security.OpenPaths;
import org.relais.platform.security.RunningApplication;
import org.relais.platform.security.RunningApplication.Answer;
import org.relais.platform.telemetry.LogOf;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Every refusal, the framework's own included, is a problem in the caller's language. */
class ProblemTest {

    private static final String JSON = "application/json";

    private static RunningApplication application;

    @RegisterExtension
    private final LogOf log = new LogOf(ProblemAdvice.class);

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                Samples.class,
                "relais.web.max-body-size=2KB",
                "server.tomcat.connection-timeout=700ms",
                "server.tomcat.keep-alive-timeout=20s");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void namesEachInvalidFieldInFrenchByDefault() {
        // When
        var answer = post("{\"title\": \" \", \"depth\": 3, \"tags\": [\"far too long\"], \"place\": {}}");

        // Then
        assertThat(answer).satisfies(isProblem(400, "invalid_request", "Demande invalide"));
        assertThat(errors(answer))
                .containsExactlyInAnyOrder(
                        "/title required Ce champ est obligatoire.",
                        "/tags/0 too_long Au plus 5 sont acceptés.",
                        "/place/name required Ce champ est obligatoire.");
    }

    @Test
    void namesEachInvalidFieldInEnglishWhenAsked() {
        // When
        var answer = post("{\"depth\": 3}", "Accept-Language", "en-GB,en;q=0.8,fr;q=0.5");

        // Then
        assertThat(answer).satisfies(isProblem(400, "invalid_request", "Invalid request"));
        assertThat(answer.header("Content-Language")).isEqualTo("en");
        assertThat(errors(answer)).containsExactly("/title required This field is required.");
    }

    @Test
    void speaksFrenchToThosePreferringALanguageItDoesNotKnow() {
        // When
        var answer = post("{}", "Accept-Language", "de");

        // Then
        assertThat(answer.json().path("title").asString()).isEqualTo("Demande invalide");
    }

    @Test
    void namesLineAndColumnWhereTheBodyIsNotJson() {
        // When
        var answer = post("{\"title\": \"x\",\n \"depth\": }");

        // Then
        assertThat(answer).satisfies(isProblem(400, "malformed_json", "JSON illisible"));
        assertThat(errors(answer).getFirst()).startsWith(" not_json_at Le JSON est illisible à la ligne 2");
    }

    @Test
    void namesTheFieldThatDoesNotExist() {
        assertThat(errors(post("{\"title\": \"x\", \"place\": {\"nom\": \"y\"}}")))
                .containsExactly("/place/nom unknown_field Le champ « nom » n’existe pas ici.");
    }

    @Test
    void namesTheFieldWhoseTypeIsWrong() {
        assertThat(errors(post("{\"depth\": \"deep\"}")))
                .containsExactly("/depth wrong_type_number Un nombre est attendu.");
        assertThat(errors(post("{\"depth\": \"3\"}")))
                .containsExactly("/depth wrong_type_number Un nombre est attendu.");
        assertThat(errors(post("{\"depth\": null}"))).containsExactly("/depth required Ce champ est obligatoire.");
        assertThat(errors(post("{\"tags\": \"x\"}"))).containsExactly("/tags wrong_type_list Une liste est attendue.");
        assertThat(errors(post("{\"place\": [1]}"))).containsExactly("/place wrong_type_object Un objet est attendu.");
        assertThat(errors(post("{\"at\": \"tomorrow\"}")))
                .containsExactly("/at wrong_type_value Cette valeur n’a pas la forme attendue.");
    }

    @Test
    void takesNothingForATextThatIsNone() {
        for (var other : List.of("5", "5.5", "true", "[\"a\"]")) {
            assertThat(errors(post("{\"title\": " + other + "}")))
                    .as(other)
                    .containsExactly("/title wrong_type_text Un texte est attendu.");
        }
    }

    @Test
    void tellsThatTheBodyIsMissing() {
        assertThat(errors(post(""))).containsExactly(" body_missing Le corps de la demande manque.");
    }

    @Test
    void namesTheParameterHeaderOrPathPartThatIsWrong() {
        assertThat(errors(application.get("/samples/search")))
                .containsExactly("?limit required Ce champ est obligatoire.");
        assertThat(errors(application.get("/samples/search?limit=many")))
                .containsExactly("?limit wrong_type_value Cette valeur n’a pas la forme attendue.");
        assertThat(errors(application.get("/samples/search?limit=500")))
                .containsExactly("?limit max La valeur doit être au plus 100.");
        assertThat(errors(application.get("/samples/number/x")))
                .containsExactly("{number} wrong_type_value Cette valeur n’a pas la forme attendue.");
        assertThat(errors(application.get("/samples/keyed")))
                .containsExactly("header:Sample-Key required Ce champ est obligatoire.");
    }

    @Test
    void refusesAnAddressWhoseParametersCannotBeRead() {
        assertThat(application.get("/samples/search?limit=1&more=%E9"))
                .as("no UTF-8")
                .satisfies(isProblem(400, "invalid_request", "Demande invalide"));
    }

    @Test
    void answersAnUnknownPathWithNotFound() {
        assertThat(application.get("/samples/no/such/thing")).satisfies(isProblem(404, "not_found", "Introuvable"));
        assertThat(application.get("/nowhere", "Accept-Language", "en"))
                .satisfies(isProblem(404, "not_found", "Not found"));
        assertThat(application.get("/samples/no/such/thing", "Accept", "text/html"))
                .satisfies(isProblem(404, "not_found", "Introuvable"));
    }

    @Test
    void tellsWhichMethodsAPathHas() {
        // When
        var answer = application.send(application.port(), "DELETE", "/samples/search", null);

        // Then
        assertThat(answer).satisfies(isProblem(405, "method_not_allowed", "Méthode non permise"));
        assertThat(answer.header("Allow")).isEqualTo("GET");
    }

    @Test
    void refusesContentTypesItDoesNotRead() {
        assertThat(application.post("/samples", "<a/>", "Content-Type", "application/xml"))
                .satisfies(isProblem(415, "unsupported_media_type", "Type de contenu non pris en charge"));
    }

    @Test
    void refusesFormatsItCannotWriteEvenToThoseWhoDoNotAcceptProblems() {
        assertThat(application.get("/samples/search?limit=1", "Accept", "image/png"))
                .satisfies(isProblem(406, "not_acceptable", "Format de réponse non disponible"));
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        // Given
        var body = "{\"title\": \"" + "x".repeat(3000) + "\"}";

        // When
        var announced = post(body);
        var chunked = chunked(body);

        // Then
        assertThat(announced).satisfies(isProblem(413, "content_too_large", "Contenu trop volumineux"));
        assertThat(chunked).startsWith("HTTP/1.1 413").contains("\"code\":\"content_too_large\"");
    }

    @Test
    void letsALargerBodyInWhereAPathHasALimitOfItsOwn() {
        // Given
        var larger = "x".repeat(3_000);

        // When
        var within = application.post("/samples/any/table", larger, "Content-Type", "text/plain");
        var beyond = application.post("/samples/any/table", larger.repeat(3), "Content-Type", "text/plain");
        var elsewhere = application.post("/samples/any/other/table", larger, "Content-Type", "text/plain");

        // Then
        assertThat(within.status()).isEqualTo(404);
        assertThat(beyond.status()).isEqualTo(413);
        assertThat(elsewhere.status()).isEqualTo(413);
    }

    @Test
    void answersThatADatabaseThatIsDownIsUnavailableAndWhenToTryAgain() {
        for (var cause : List.of("no-connection", "pool-exhausted", "wrapped")) {
            // When
            var answer = application.get("/samples/failing/" + cause);

            // Then
            assertThat(answer)
                    .as(cause)
                    .satisfies(isProblem(503, "service_unavailable", "Service momentanément indisponible"));
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void answersThatTheRegistryIsDownAndWhenToTryAgain() {
        // When
        var answer = application.get("/samples/failing/registry-down");

        // Then
        assertThat(answer).satisfies(isProblem(503, "service_unavailable", "Service momentanément indisponible"));
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void letsAFullQueueSayWhenToTryAgain() {
        for (var cause : List.of("queue-full", "queue-full-wrapped")) {
            // When
            var answer = application.get("/samples/failing/" + cause);

            // Then
            assertThat(answer)
                    .as(cause)
                    .satisfies(isProblem(503, "service_unavailable", "Service momentanément indisponible"));
            assertThat(answer.header("Retry-After")).isEqualTo("2");
        }
    }

    @Test
    void tellsNothingOfTheInsideWhenItFails() {
        for (var bug : List.of("bug", "broken-constraint")) {
            // When
            var answer = application.get("/samples/failing/" + bug, "Accept-Language", "en");

            // Then
            assertThat(answer).as(bug).satisfies(isProblem(500, "internal_error", "Internal error"));
            assertThat(answer.text()).doesNotContain("secret", "Exception", "org.relais");
        }
    }

    @Test
    void letsAnAdapterRefuseWithoutThrowing() {
        // When
        var answer = application.get("/samples/refused");

        // Then
        assertThat(answer).satisfies(isProblem(429, "too_many_requests", "Trop de demandes"));
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        assertThat(answer.json().path("limit").asInt()).isEqualTo(10);
        assertThat(errors(answer)).containsExactly("/title size La longueur doit être comprise entre 1 et 9.");
    }

    @Test
    void answersWhatIsNotEvenHttpWithAProblem() {
        assertThat(raw("GET /a|b{ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"invalid_request\"");
        assertThat(raw("GET /samples;a=%2e%2e/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"invalid_request\"");
    }

    @Test
    void answersWhoeverStopsInTheMiddleWithAProblem() {
        assertThat(raw("POST /samples HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 100\r\n\r\n{"))
                .startsWith("HTTP/1.1 408")
                .contains("application/problem+json", "\"code\":\"request_timeout\"");
    }

    @Test
    void tellsWhoeverBreaksOffThatTheirBodyIsNotWhole() {
        assertThat(brokenOff("POST /samples/stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Content-Type: application/octet-stream\r\nContent-Length: 100\r\n\r\n{"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"invalid_request\"");
        assertThat(log.events()).as("nobody must act on it").noneMatch(said -> said.getLevel() == Level.ERROR);
    }

    @Test
    void showsTheErrorPageToNobody() {
        assertThat(application.get("/error")).satisfies(isProblem(404, "not_found", "Introuvable"));
    }

    private static Answer post(String body, String... headers) {
        var all = new java.util.ArrayList<>(List.of("Content-Type", JSON));
        all.addAll(List.of(headers));
        return application.post("/samples", body, all.toArray(String[]::new));
    }

    private static java.util.function.Consumer<Answer> isProblem(int status, String code, String title) {
        return answer -> {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("Content-Type")).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var problem = answer.json();
            assertThat(problem.path("type").asString()).isEqualTo("/problems/" + code);
            assertThat(problem.path("code").asString()).isEqualTo(code);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asString()).isEqualTo(title);
            assertThat(problem.path("detail").asString()).isNotBlank();
        };
    }

    private static List<String> errors(Answer answer) {
        return answer.json().path("errors").valueStream().map(ProblemTest::line).toList();
    }

    private static String line(JsonNode error) {
        return error.path("pointer").asString() + " " + error.path("code").asString() + " "
                + error.path("detail").asString();
    }

    private static String chunked(String body) {
        return raw("POST /samples HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n");
    }

    private static String raw(String request) {
        return raw(request, false);
    }

    private static String brokenOff(String request) {
        return raw(request, true);
    }

    private static String raw(String request, boolean brokenOff) {
        try (var socket = new Socket("127.0.0.1", application.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            if (brokenOff) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    record Sample(
            @NotBlank String title,
            int depth,
            List<@NotNull @Size(max = 5) String> tags,
            @Valid Place place,
            Instant at) {}

    record Place(@NotBlank String name) {}

    @Configuration(proxyBeanMethods = false)
    static class Samples {

        @Bean
        OpenPaths everything() {
            return OpenPaths.of("/samples/**");
        }

        @Bean
        BodyLimit tables() {
            return new BodyLimit("/samples/*/table", DataSize.ofKilobytes(8));
        }

        @Bean
        SampleController samples(Problems problems) {
            return new SampleController(problems);
        }
    }

    @RestController
    @RequestMapping("/samples")
    static class SampleController {

        private final Problems problems;

        SampleController(Problems problems) {
            this.problems = problems;
        }

        @PostMapping(consumes = JSON)
        Sample create(@Valid @RequestBody Sample sample) {
            return sample;
        }

        @PostMapping("/stream")
        int stream(InputStream body) throws IOException {
            return body.readAllBytes().length;
        }

        @GetMapping(path = "/search", produces = JSON)
        List<String> search(@RequestParam @Max(100) int limit) {
            return List.of(Integer.toString(limit));
        }

        @GetMapping("/number/{number}")
        int number(@PathVariable int number) {
            return number;
        }

        @GetMapping("/keyed")
        String keyed(@RequestHeader("Sample-Key") String key) {
            return key;
        }

        @GetMapping("/refused")
        ResponseEntity<?> refused() {
            return problems.problem(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests")
                    .retryAfter(Duration.ofSeconds(30))
                    .with("limit", 10)
                    .error("/title", "size", 9, 1)
                    .response();
        }

        @GetMapping("/failing/{cause}")
        String failing(@PathVariable String cause) {
            throw switch (cause) {
                case "no-connection" -> new CannotGetJdbcConnectionException("no connection");
                case "pool-exhausted" ->
                    new IllegalStateException(new SQLTransientConnectionException("Connection is not available"));
                case "wrapped" -> new CompletionException(new CannotGetJdbcConnectionException("no connection"));
                case "registry-down" -> new RegistryUnavailable("no registry answers", null);
                case "queue-full" -> new CommitQueueFull(Duration.ofSeconds(2));
                case "queue-full-wrapped" -> new CompletionException(new CommitQueueFull(Duration.ofSeconds(2)));
                case "broken-constraint" -> new DataIntegrityViolationException("secret row");
                default -> new IllegalStateException("secret inside");
            };
        }
    }
}
