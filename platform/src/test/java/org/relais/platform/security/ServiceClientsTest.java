package org.relais.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

/** Calls to a neighbour carry this service's own token. */
class ServiceClientsTest {

    private static Issuer issuer;
    private static RunningApplication neighbour;

    private Instant now = Instant.now();
    private ServiceClients clients;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer();
        neighbour = RunningApplication.start(ResourceServerTest.Samples.class, issuer.settings());
    }

    @BeforeEach
    void forget() {
        issuer.giveTokensFor(Duration.ofHours(1));
        issuer.saysHowLongTokensLive(true);
        issuer.forgetTokensGiven();
        clients = new ServiceClients(settings("http://unused.example", issuer.url()), clock());
    }

    @AfterAll
    static void stop() {
        neighbour.close();
        issuer.close();
    }

    @Test
    void callsAsTheServiceItself() {
        assertThat(whoAmI()).isEqualTo("sample-service");
    }

    @Test
    void fetchesOneTokenForAllCallers() {
        // When
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 20).forEach(caller -> callers.submit(this::whoAmI));
        }

        // Then
        assertThat(issuer.tokensGiven()).isEqualTo(1);
    }

    @Test
    void renewsTheTokenBeforeItEnds() {
        // Given
        issuer.giveTokensFor(Duration.ofMinutes(10));
        whoAmI();

        // When
        now = now.plus(Duration.ofMinutes(9).plusSeconds(30));
        whoAmI();

        // Then
        assertThat(issuer.tokensGiven()).isEqualTo(2);
    }

    @Test
    void keepsATokenThatLivesShort() {
        // Given
        issuer.giveTokensFor(Duration.ofSeconds(60));
        whoAmI();

        // When
        now = now.plus(Duration.ofSeconds(20));
        whoAmI();

        // Then
        assertThat(issuer.tokensGiven()).isEqualTo(1);

        // When
        now = now.plus(Duration.ofSeconds(15));
        whoAmI();

        // Then
        assertThat(issuer.tokensGiven()).isEqualTo(2);
    }

    @Test
    void keepsATokenForAWhileOfWhichTheIssuerDoesNotSayHowLongItLives() {
        // Given
        issuer.saysHowLongTokensLive(false);

        // When
        whoAmI();
        whoAmI();

        // Then
        assertThat(issuer.tokensGiven()).isEqualTo(1);
    }

    @Test
    void fetchesAnotherTokenAfterOneWasRefused() {
        // Given
        issuer.giveTokensFor(Duration.ofMinutes(-10));
        clients.to(neighbour()).get().uri("/who").exchange((request, response) -> response.getStatusCode());
        issuer.giveTokensFor(Duration.ofHours(1));

        // Then
        assertThat(whoAmI()).isEqualTo("sample-service");
    }

    @Test
    void namesTheTokenAddressWhenTheIssuerIsOutOfReach() {
        // Given
        var lonely = new ServiceClients(settings("http://unused.example", "http://127.0.0.1:1"), clock());

        // Then
        assertThatThrownBy(() ->
                        lonely.to(neighbour()).get().uri("/who").retrieve().toBodilessEntity())
                .isInstanceOf(ResourceAccessException.class)
                .hasMessageContaining("http://127.0.0.1:1/oauth2/token");
    }

    @Test
    void namesTheNeighbourThatIsOutOfReach() {
        assertThatThrownBy(() -> clients.anonymousTo("http://127.0.0.1:1")
                        .get()
                        .uri("/who")
                        .retrieve()
                        .toBodilessEntity())
                .isInstanceOf(ResourceAccessException.class)
                .hasMessageContaining("http://127.0.0.1:1/who");
    }

    @Test
    void showsNoSecretInItsSettings() {
        assertThat(settings("http://unused.example", issuer.url()).toString()).doesNotContain("sample-secret");
    }

    private String whoAmI() {
        return Objects.requireNonNull(
                        clients.to(neighbour()).get().uri("/who").retrieve().body(Answer.class))
                .clientId();
    }

    private String neighbour() {
        return "http://127.0.0.1:" + neighbour.port();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static SecuritySettings settings(String issuer, String tokenBase) {
        return new SecuritySettings(
                issuer,
                "relais",
                issuer + "/oauth2/jwks",
                tokenBase + "/oauth2/token",
                "sample-service",
                "sample-secret",
                "roles",
                "department",
                "jurisdictions",
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    /** Less than the neighbour tells: what it adds later must not break us. */
    record Answer(String clientId) {}
}
