package org.relais.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.relais.platform.security.RunningApplication.Answer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens of an issuer open what they name, and nothing else does. */
class ResourceServerTest {

    private static Issuer issuer;
    private static RunningApplication application;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        application = RunningApplication.start(Samples.class, issuer.settings());
    }

    @AfterAll
    static void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void tellsAControllerWhoCalls() {
        // When
        var answer = whoAmI(issuer.departmentToken("roads"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("clientId").asString()).isEqualTo("roads");
        assertThat(answer.json().path("department").asString()).isEqualTo("roads");
        assertThat(answer.json().path("roles").path(0).asString()).isEqualTo("department");
    }

    @Test
    void asksForATokenInTheCallersLanguage() {
        // When
        var french = application.get("/who");
        var english = application.get("/who", "Accept-Language", "en");

        // Then
        assertThat(french.status()).isEqualTo(401);
        assertThat(french.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"relais\"");
        assertThat(french.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(french.json().path("code").asString()).isEqualTo("unauthorized");
        assertThat(french.json().path("title").asString()).isEqualTo("Authentification requise");
        assertThat(english.json().path("title").asString()).isEqualTo("Authentication required");
    }

    @Test
    void refusesTokensThatDoNotHold() {
        var soon = Instant.now().plusSeconds(60);
        for (var bad : List.of(
                "not-a-token",
                issuer.token("http://elsewhere.example", "roads", "roads", List.of(), soon),
                issuer.token(Issuer.NAME, null, "roads", List.of(), soon),
                issuer.token(
                        Issuer.NAME, "roads", "roads", List.of(), Instant.now().minusSeconds(600)))) {
            // When
            var answer = whoAmI(bad);

            // Then
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"relais\", error=\"invalid_token\"");
            assertThat(answer.json().path("code").asString()).isEqualTo("unauthorized");
        }
    }

    @Test
    void acceptsTheTypesOfAccessTokens() {
        for (var type : new String[] {"at+jwt", "application/at+jwt", "AT+JWT", "JWT", null}) {
            assertThat(whoAmI(issuer.token(type, List.of(Issuer.AUDIENCE, "others")))
                            .status())
                    .as(type)
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesWhatTheIssuerMadeForAnotherPurpose() {
        // Given
        var idToken = issuer.token("JWT", List.of(Issuer.CLIENT));
        var anotherApplications = issuer.token("at+jwt", List.of("wiki"));
        var nobodys = issuer.token("at+jwt", List.of());
        var logout = issuer.token("logout+jwt", List.of(Issuer.AUDIENCE));

        for (var wrong : List.of(idToken, anotherApplications, nobodys, logout)) {
            // When
            var answer = whoAmI(wrong);

            // Then
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        }
    }

    @Test
    void doesNotStartWithAnAudienceThatIdTokensHave() {
        assertThatThrownBy(() -> RunningApplication.start(
                        Samples.class,
                        Stream.concat(
                                        Stream.of(issuer.settings())
                                                .filter(setting -> !setting.startsWith("relais.security.audience")),
                                        Stream.of("relais.security.audience=" + Issuer.CLIENT))
                                .toArray(String[]::new)))
                .rootCause()
                .hasMessageContaining("relais.security.audience");
    }

    @Test
    void forbidsWhatATokenDoesNotCover() {
        // When
        var answer = application.get(
                "/forbidden", "Authorization", "Bearer " + issuer.departmentToken("roads"), "Accept-Language", "en");

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).isEqualTo("forbidden");
        assertThat(answer.json().path("title").asString()).isEqualTo("Access denied");
    }

    @Test
    void opensOnlyWhatTheServiceDeclaresOpen() {
        assertThat(application.get("/open").json().path("clientId").asString()).isEqualTo("anonymous");
        assertThat(application.get("/half-open").status()).isEqualTo(200);
        assertThat(application.post("/half-open", "").status()).isEqualTo(401);
    }

    @Test
    void tellsWhichMethodsAnOpenAddressHasToWhoTriesAnother() {
        // When
        var answer = application.send(application.port(), "PUT", "/half-open", null);

        // Then
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET,POST");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo("method_not_allowed");
    }

    @Test
    void tellsAMistypedAddressFromOneThatNeedsAToken() {
        assertThat(application.get("/whoo").status()).isEqualTo(404);
        assertThat(application.send(application.port(), "DELETE", "/who", null).status())
                .isEqualTo(401);
    }

    @Test
    void keepsNoSessionAndSendsCarefulHeaders() {
        // When
        var answer = whoAmI(issuer.departmentToken("roads"));

        // Then
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void answersHealthOnTheManagementPortToAnybody() {
        assertThat(application.getFromManagement("/actuator/health").status()).isEqualTo(200);
        assertThat(application.get("/actuator/health").status()).isEqualTo(404);
    }

    @Test
    void startsWithoutItsIssuerAndRecoversWhenTheIssuerDoes() throws IOException {
        // Given
        try (var late = new Issuer()) {
            late.down(true);
            var token = late.departmentToken("roads");
            try (var early = RunningApplication.start(Samples.class, late.settings())) {
                // When
                var duringOutage = whoAmI(early, token);
                late.down(false);

                // Then
                assertThat(duringOutage.status()).isEqualTo(503);
                assertThat(duringOutage.header("Retry-After")).isNotEmpty();
                assertThat(duringOutage.json().path("code").asString()).isEqualTo("service_unavailable");
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(
                                () -> assertThat(whoAmI(early, token).status()).isEqualTo(200));
            }
        }
    }

    @Test
    void carriesOnWithKnownKeysWhileTheIssuerIsDown() {
        // Given
        var token = issuer.departmentToken("roads");
        whoAmI(token);

        // When
        issuer.down(true);

        // Then
        assertThat(whoAmI(token).status()).isEqualTo(200);
        issuer.down(false);
    }

    @Test
    void acceptsTokensOfARotatedKeyAtOnce() {
        // Given
        whoAmI(issuer.departmentToken("roads"));

        // When
        issuer.rotateKey();

        // Then
        assertThat(whoAmI(issuer.departmentToken("roads")).status()).isEqualTo(200);
    }

    private static Answer whoAmI(String token) {
        return whoAmI(application, token);
    }

    private static Answer whoAmI(RunningApplication application, String token) {
        return application.get("/who", "Authorization", "Bearer " + token);
    }

    @Configuration(proxyBeanMethods = false)
    static class Samples {

        @Bean
        OpenPaths open() {
            return OpenPaths.of("/open", "GET /half-open");
        }

        @Bean
        SampleController controller() {
            return new SampleController();
        }
    }

    @RestController
    static class SampleController {

        @GetMapping({"/who", "/open", "/half-open"})
        Caller who(Caller caller) {
            return caller;
        }

        @PostMapping("/half-open")
        void change() {}

        @GetMapping("/forbidden")
        void forbidden() {
            throw new AccessDeniedException("no");
        }
    }
}
