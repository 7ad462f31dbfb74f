package org.relais.e2e.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** Bearer tokens by client credentials, each kept for half of its hour. */
final class Tokens {

    private static final Duration KEPT = Duration.ofMinutes(30);

    private record Kept(String value, Instant until) {}

    private final URI identity;
    private final UnaryOperator<String> clientSecret;
    private final Map<String, Kept> tokens = new ConcurrentHashMap<>();

    Tokens(URI identity, UnaryOperator<String> clientSecret) {
        this.identity = identity;
        this.clientSecret = clientSecret;
    }

    String of(String client) {
        return tokens.compute(
                        client,
                        (name, kept) -> kept != null && Instant.now().isBefore(kept.until()) ? kept : fresh(name))
                .value();
    }

    private Kept fresh(String client) {
        var credentials = client + ":" + clientSecret.apply(client);
        var request = HttpRequest.newBuilder(identity.resolve("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "no token for " + client + ": " + response.statusCode() + " " + response.body());
            }
            var token = JsonMapper.shared()
                    .readTree(response.body())
                    .path("access_token")
                    .asString();
            return new Kept(token, Instant.now().plus(KEPT));
        } catch (IOException e) {
            throw new UncheckedIOException("no token for " + client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
