package org.relais.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients get the tokens that their ids stand for, from an issuer that any OAuth 2 library understands. */
class IdentityTest {

    private static final String ISSUER = "http://identity.example";
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static final String DESK = "http://desk.example/desk/login/relais";
    private static final String COUNTER = "http://pages.example/counter/login/relais";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ClientSecrets secrets = ClientSecrets.ofKey(KEY);

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext identity;

    @BeforeAll
    static void start() {
        identity = SpringApplication.run(
                IdentityApplication.class,
                "--server.port=0",
                "--management.server.port=0",
                "--relais.identity.issuer=" + ISSUER,
                "--relais.identity.key=" + KEY,
                "--relais.identity.demo-accounts=true",
                "--relais.identity.desk-redirects=" + DESK,
                "--relais.identity.counter-redirects=" + COUNTER,
                "--relais.identity.signing-key-file=" + folder.resolve("keys/signing-key.json"));
    }

    @AfterAll
    static void stop() {
        identity.close();
        HTTP.close();
    }

    @Test
    void givesAServiceATokenWithItsRole() throws Exception {
        // When
        var token = accessToken("intake-service");

        // Then
        assertThat(token.getSubject()).isEqualTo("intake-service");
        assertThat(token.getClaimAsStringList("roles")).containsExactly("service");
        assertThat(token.hasClaim("department")).isFalse();
        assertThat(token.getIssuer()).hasToString(ISSUER);
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void givesADepartmentATokenThatNamesIt() throws Exception {
        // When
        var token = accessToken("parks-and-gardens");

        // Then
        assertThat(token.getSubject()).isEqualTo("parks-and-gardens");
        assertThat(token.getClaimAsString("department")).isEqualTo("parks-and-gardens");
        assertThat(token.getClaimAsStringList("roles")).containsExactly("department");
    }

    @Test
    void givesDemoLoginsTheRoleOfTheirName() throws Exception {
        for (var role : List.of("admin", "operator", "open311", "counter", "partner")) {
            // When
            var token = accessToken(role);

            // Then
            assertThat(token.getClaimAsStringList("roles")).containsExactly(role);
            assertThat(token.hasClaim("department")).isFalse();
        }
    }

    @Test
    void refusesAWrongSecretAndAnUnknownClientAlike() throws Exception {
        // When
        var wrongSecret = askForToken("roads", "guessed");
        var unknownClient = askForToken("Not A Code", "guessed");

        // Then
        for (var answer : List.of(wrongSecret, unknownClient)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).path("error").asString()).isEqualTo("invalid_client");
        }
    }

    @Test
    void refusesOneClientsSecretFromAnother() throws Exception {
        assertThat(askForToken("roads", secrets.of("parks")).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesOtherGrants() throws Exception {
        // When
        var answer = post("grant_type=password&username=a&password=b", "roads", secrets.of("roads"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void publishesItsKeyWithoutThePrivatePart() throws Exception {
        // When
        var keys = json(get("/oauth2/jwks")).path("keys");

        // Then
        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.path(0).path("kty").asString()).isEqualTo("RSA");
        assertThat(keys.path(0).has("d")).isFalse();
    }

    @Test
    void describesItselfToOpenIdClients() throws Exception {
        // When
        var discovery = json(get("/.well-known/openid-configuration"));

        // Then
        assertThat(discovery.path("issuer").asString()).isEqualTo(ISSUER);
        assertThat(discovery.path("token_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/token");
        assertThat(discovery.path("jwks_uri").asString()).isEqualTo(ISSUER + "/oauth2/jwks");
    }

    @Test
    void acceptsItsOldTokensAfterARestart() throws Exception {
        // Given
        var token = tokenOf("roads");

        // When
        identity.close();
        start();

        // Then
        assertThat(decoded(token, rfc9068("roads")).getSubject()).isEqualTo("roads");
    }

    @Test
    void keepsItsKeyFromOthersOnTheMachine() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("keys/signing-key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void tellsPeopleHowToGetATokenInTheirLanguage() throws Exception {
        assertThat(get("/").body()).contains("lang=\"fr\"", ISSUER + "/oauth2/token");
        assertThat(get("/", "Accept-Language", "en").body()).contains("lang=\"en\"", "./relais token operator");
    }

    @Test
    void sendsNobodyToASignInForm() throws Exception {
        // When
        var answer = get("/no/such/page", "Authorization", "Bearer x");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(get("/oauth2/authorize").statusCode()).isEqualTo(400);
    }

    @Test
    void aFormThatIsTooOldIsAProblemForProgramsAndANewFormForPeople() throws Exception {
        // When
        var program = send(HttpRequest.newBuilder(uri("/login")).POST(BodyPublishers.noBody()));
        var person = send(HttpRequest.newBuilder(uri("/login"))
                .header("Accept", "text/html")
                .POST(BodyPublishers.noBody()));

        // Then
        assertThat(program.statusCode()).isEqualTo(403);
        assertThat(program.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(person.statusCode()).isEqualTo(303);
        assertThat(person.headers().firstValue("Location")).contains("/login");
    }

    @Test
    void aPersonSignsInForTheDeskAndTheTokenSaysWhoTheyAre() throws Exception {
        // Given
        var verifier = "a-verifier-that-is-long-enough-to-be-taken-for-one";
        var challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        var asked = "/oauth2/authorize?response_type=code&client_id=routing-service&scope=openid&state=s&nonce=n"
                + "&code_challenge_method=S256&code_challenge=" + challenge + "&redirect_uri=" + DESK;
        try (var browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            // When
            var sentToSignIn = browser.send(html(asked).build(), BodyHandlers.ofString());
            var form = browser.send(html("/login").build(), BodyHandlers.ofString());
            var csrf = form.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
            var refused = browser.send(signIn("voirie", "guessed", csrf), BodyHandlers.ofString());
            var signedIn = browser.send(signIn("voirie", "voirie", csrf), BodyHandlers.ofString());
            var back = browser.send(html(asked).build(), BodyHandlers.ofString());
            var code = location(back).replaceAll(".*[?&]code=([^&]+).*", "$1");
            var exchanged = post(
                    "grant_type=authorization_code&code=" + code + "&code_verifier=" + verifier + "&redirect_uri="
                            + DESK,
                    "routing-service",
                    secrets.of("routing-service"));

            // Then
            assertThat(sentToSignIn.statusCode()).isEqualTo(302);
            assertThat(location(sentToSignIn)).endsWith("/login");
            assertThat(location(refused)).endsWith("/login?error");
            assertThat(signedIn.statusCode()).isEqualTo(302);
            assertThat(location(back)).startsWith(DESK + "?code=");
            assertThat(exchanged.statusCode()).as(exchanged.body()).isEqualTo(200);
            var identity =
                    decoded(json(exchanged).path("id_token").asString(), JwtValidators.createDefaultWithIssuer(ISSUER));
            assertThat(identity.getAudience()).containsExactly("routing-service");
            var access = decoded(json(exchanged).path("access_token").asString(), rfc9068("routing-service"));
            for (var token : List.of(identity, access)) {
                assertThat(token.getSubject()).isEqualTo("voirie");
                assertThat(token.getClaimAsString("department")).isEqualTo("voirie");
                assertThat(token.getClaimAsStringList("roles")).containsExactly("department");
            }
        }
    }

    @Test
    void anAgentAtTheCounterSignsInForIntakesPages() throws Exception {
        // Given
        var asked = "/oauth2/authorize?response_type=code&client_id=intake-service&scope=openid&state=s&nonce=n"
            + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri=";
        try (var browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            // When
            var form = browser.send(html("/login").build(), BodyHandlers.ofString());
            var csrf = form.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
            browser.send(signIn("counter", "counter", csrf), BodyHandlers.ofString());
            var back = browser.send(html(asked + COUNTER).build(), BodyHandlers.ofString());
            var elsewhere = browser.send(html(asked + DESK).build(), BodyHandlers.ofString());

            // Then
            assertThat(location(back)).startsWith(COUNTER + "?code=");
            assertThat(elsewhere.statusCode()).isEqualTo(400);
            assertThat(form.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("http://pages.example");
        }
        assertThat(accessToken("counter").getClaimAsStringList("roles")).containsExactly("counter");
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    private HttpRequest.Builder html(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Accept", "text/html");
    }

    private HttpRequest signIn(String name, String password, String csrf) {
        return html("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + name + "&password=" + password + "&_csrf="
                        + URLEncoder.encode(csrf, StandardCharsets.UTF_8)))
                .build();
    }

    @Test
    void tellsItsHealthOnTheManagementPort() throws Exception {
        // Given
        var port = identity.getEnvironment().getRequiredProperty("local.management.port");

        // When
        var health =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")));

        // Then
        assertThat(json(health).path("status").asString()).isEqualTo("UP");
    }

    private String tokenOf(String client) throws Exception {
        var answer = askForToken(client, secrets.of(client));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("access_token").asString();
    }

    private HttpResponse<String> askForToken(String client, String secret) throws Exception {
        return post("grant_type=client_credentials", client, secret);
    }

    private HttpResponse<String> post(String form, String client, String secret) throws Exception {
        var login = URLEncoder.encode(client, StandardCharsets.UTF_8) + ":" + secret;
        return send(HttpRequest.newBuilder(uri("/oauth2/token"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + identity.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private Jwt accessToken(String client) throws Exception {
        return decoded(tokenOf(client), rfc9068(client));
    }

    private static OAuth2TokenValidator<Jwt> rfc9068(String client) {
        return JwtValidators.createAtJwtValidator()
                .issuer(ISSUER)
                .audience("relais")
                .clientId(client)
                .build();
    }

    private Jwt decoded(String token, OAuth2TokenValidator<Jwt> validator) {
        var decoder =
                NimbusJwtDecoder.withJwkSetUri(uri("/oauth2/jwks").toString()).build();
        decoder.setJwtValidator(validator);
        return decoder.decode(token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }
}
