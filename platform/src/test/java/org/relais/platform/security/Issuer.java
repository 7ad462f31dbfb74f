package org.relais.platform.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An OIDC issuer of a few lines: it publishes keys, signs tokens, and can be down or rotate its key. */
final class Issuer implements AutoCloseable {

    static final String NAME = "http://issuer.example";
    static final String AUDIENCE = "sample-api";
    static final String CLIENT = "sample-service";

    private final HttpServer server;
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private volatile RSAKey key = newKey("first");
    private volatile boolean down;
    private volatile Duration tokenLife = Duration.ofHours(1);
    private volatile boolean tellsLife = true;

    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/oauth2/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/oauth2/token", this::giveToken);
        server.start();
    }

    String[] settings() {
        return new String[] {
            "relais.security.issuer=" + NAME,
            "relais.security.audience=" + AUDIENCE,
            "relais.security.jwk-set-uri=" + url() + "/oauth2/jwks",
            "relais.security.token-uri=" + url() + "/oauth2/token",
            "relais.security.client-id=" + CLIENT,
            "relais.security.client-secret=sample-secret"
        };
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int tokensGiven() {
        return tokensGiven.get();
    }

    void forgetTokensGiven() {
        tokensGiven.set(0);
    }

    void down(boolean isDown) {
        down = isDown;
    }

    void rotateKey() {
        key = newKey("second");
    }

    void giveTokensFor(Duration life) {
        tokenLife = life;
    }

    void saysHowLongTokensLive(boolean says) {
        tellsLife = says;
    }

    String departmentToken(String department) {
        return token(
                NAME,
                department,
                department,
                List.of("department"),
                Instant.now().plusSeconds(60));
    }

    String token(
            String issuer,
            @Nullable String subject,
            @Nullable String department,
            List<String> roles,
            Instant expiresAt) {
        return signed(
                null,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AUDIENCE)
                        .subject(subject)
                        .expirationTime(Date.from(expiresAt))
                        .claim("department", department)
                        .claim("roles", roles)
                        .build());
    }

    /** A department's token that holds, but for its type and whom it is for. */
    String token(@Nullable String type, List<String> audience) {
        return signed(
                type == null ? null : new JOSEObjectType(type),
                new JWTClaimsSet.Builder()
                        .issuer(NAME)
                        .audience(audience)
                        .subject("roads")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .claim("department", "roads")
                        .claim("roles", List.of("department"))
                        .build());
    }

    private String signed(@Nullable JOSEObjectType type, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(type)
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        tokensGiven.incrementAndGet();
        var value = token(NAME, CLIENT, null, List.of("service"), Instant.now().plus(tokenLife));
        answer(
                exchange,
                "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\""
                        + (tellsLife ? ",\"expires_in\":" + tokenLife.toSeconds() : "") + "}");
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (down) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
