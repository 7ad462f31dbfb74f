package org.relais.platform.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * This service's own access token (client credentials): fetched once for all callers, renewed a minute before it ends,
 * or halfway where it lives shorter. While the issuer is down, a token that still holds stays in use.
 */
final class ServiceToken {

    private static final Logger log = LoggerFactory.getLogger(ServiceToken.class);
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(1);
    /** Of a token of which the issuer doesn't say it: it need not. */
    private static final Duration LIFE_UNTOLD = Duration.ofMinutes(1);

    private final SecuritySettings settings;
    private final RestClient http;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Token current = Token.NONE;

    ServiceToken(SecuritySettings settings, RestClient http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    String value() {
        var known = current;
        return known.isFreshAt(clock.instant()) ? known.value() : renewed();
    }

    /** Somebody refused this token: the next call fetches another. */
    void refused(String value) {
        fetching.lock();
        try {
            if (current.value().equals(value)) {
                current = Token.NONE;
            }
        } finally {
            fetching.unlock();
        }
    }

    private String renewed() {
        fetching.lock();
        try {
            var now = clock.instant();
            if (!current.isFreshAt(now)) {
                current = fetchedOr(current, now);
            }
            return current.value();
        } finally {
            fetching.unlock();
        }
    }

    private Token fetchedOr(Token old, Instant now) {
        try {
            return fetch(now);
        } catch (ResourceAccessException e) {
            if (old.holdsAt(now)) {
                log.atWarn()
                        .addKeyValue(LogKeys.OUTCOME, "unavailable")
                        .addKeyValue(LogKeys.REASON, "issuer_unreachable")
                        .log("The access token can't be renewed now; the old one still holds");
                return old;
            }
            throw e;
        }
    }

    private Token fetch(Instant now) {
        var secret = settings.clientSecret();
        if (secret == null) {
            throw new IllegalStateException(
                    "relais.security.client-secret isn't set for client " + settings.clientId());
        }
        try {
            var answer = http.post()
                    .uri(settings.tokenUri())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .headers(headers -> headers.setBasicAuth(settings.clientId(), secret))
                    .body("grant_type=client_credentials")
                    .retrieve()
                    .body(Answer.class);
            if (answer == null) {
                throw unavailable(new IOException("empty answer"));
            }
            Long seconds = answer.expiresIn();
            return Token.of(answer.accessToken(), now, seconds == null ? LIFE_UNTOLD : Duration.ofSeconds(seconds));
        } catch (ResourceAccessException e) {
            throw e;
        } catch (RestClientException e) {
            throw unavailable(new IOException(e.getMessage(), e));
        }
    }

    private ResourceAccessException unavailable(IOException cause) {
        return new ResourceAccessException(
                "No access token for client " + settings.clientId() + " from " + settings.tokenUri() + ": "
                        + cause.getMessage(),
                cause);
    }

    private record Token(
            String value,
            @Nullable Instant renewal,
            @Nullable Instant end) {

        static final Token NONE = new Token("", null, null);

        static Token of(String value, Instant now, Duration life) {
            Duration half = life.dividedBy(2);
            Instant end = now.plus(life);
            return new Token(value, end.minus(half.compareTo(RENEW_BEFORE_END) < 0 ? half : RENEW_BEFORE_END), end);
        }

        boolean isFreshAt(Instant time) {
            return renewal != null && time.isBefore(renewal);
        }

        boolean holdsAt(Instant time) {
            return end != null && time.isBefore(end);
        }

        @Override
        public String toString() {
            return "Token[end=" + end + "]";
        }
    }

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") @Nullable Long expiresIn) {

        @Override
        public String toString() {
            return "Answer[expiresIn=" + expiresIn + "]";
        }
    }
}
