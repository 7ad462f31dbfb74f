package org.relais.local.importing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Intake's public API, asked until it answers: the idempotency key makes every repeat safe. */
final class Intake implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY_POINTER = "header:Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final int SERVER_ERRORS_BORNE = 5;

    /**
     * @param firstPause doubles with each try, up to the longest
     * @param patience how long a row is tried before the import gives up
     */
    record Settings(
            String url,
            @Nullable String token,
            Locale language,
            Duration firstPause,
            Duration longestPause,
            Duration patience) {

        static Settings of(String url, @Nullable String token, Locale language) {
            return new Settings(
                    url, token, language, Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofMinutes(10));
        }

        @Override
        public String toString() {
            return "Settings[url=" + url + "]";
        }
    }

    /** What became of a row. */
    sealed interface Reply {

        record Filed() implements Reply {}

        /** An earlier try had filed it, in this run or another. */
        record AlreadyThere() implements Reply {}

        /** Another row was filed under this one's key. */
        record KeyTaken() implements Reply {}

        /** @param reason in intake's words */
        record Refused(String reason) implements Reply {}
    }

    private final Settings settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final @Nullable TokenSource tokens;
    private @Nullable String token;

    Intake(Settings settings) {
        this(settings, null);
    }

    /** @param tokens where another token comes from when the first one has expired; null if nowhere */
    Intake(Settings settings, @Nullable TokenSource tokens) {
        this.settings = settings;
        this.tokens = tokens;
        this.token = settings.token();
    }

    /**
     * @throws IntakeUnreachable if it stays away longer than the patience, or doesn't let us in
     * @throws UnusableInput if somebody else answers there
     */
    Reply file(Filing filing) throws InterruptedException {
        String used = token();
        boolean renewed = false;
        Instant deadline = Instant.now().plus(settings.patience());
        int serverErrors = 0;
        String trouble;
        for (int attempt = 0; ; attempt++) {
            Duration pause = pause(attempt);
            try {
                HttpResponse<String> response = http.send(request(filing, used), BodyHandlers.ofString());
                int status = response.statusCode();
                if (status >= 200 && status < 300) {
                    return response.headers().firstValue(REPLAYED).isPresent()
                            ? new Reply.AlreadyThere()
                            : new Reply.Filed();
                }
                if (status == 401 && !renewed) {
                    renewed = true;
                    String another = tokenAfter(used);
                    if (!Objects.equals(another, used)) {
                        used = another;
                        continue;
                    }
                }
                if (status == 401 || status == 403) {
                    throw new IntakeUnreachable(Problem.of("import.access-denied", settings.url(), status));
                }
                if (status >= 300 && status < 400 || status == 404 || status == 405) {
                    // Every row would be refused for it, though none of them is wrong.
                    throw new UnusableInput(Problem.of("import.no-intake", settings.url(), status));
                }
                boolean busy = status == 409 || status == 429 || status == 502 || status == 503 || status == 504;
                if (!busy && (status < 500 || ++serverErrors > SERVER_ERRORS_BORNE)) {
                    return refused(status, response.body());
                }
                trouble = "HTTP " + status;
                pause = retryAfter(response).orElse(pause);
            } catch (IOException away) {
                trouble = away.getClass().getSimpleName();
            }
            if (Instant.now().plus(pause).isAfter(deadline)) {
                throw new IntakeUnreachable(Problem.of("import.no-answer", settings.url(), trouble));
            }
            Thread.sleep(pause);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private synchronized @Nullable String token() {
        return token;
    }

    /** Asked by every row that the old one was refused for, fetched for the first; the old one where there is none. */
    private synchronized @Nullable String tokenAfter(@Nullable String used) {
        if (tokens != null && Objects.equals(token, used)) {
            try {
                token = tokens.next();
            } catch (IOException none) {
                return used;
            }
        }
        return token;
    }

    private HttpRequest request(Filing filing, @Nullable String shown) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + "/api/v1/service-requests"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept-Language", settings.language().toLanguageTag())
                .header("Idempotency-Key", filing.idempotencyKey())
                .POST(BodyPublishers.ofString(filing.body()));
        if (shown != null) {
            request.header("Authorization", "Bearer " + shown);
        }
        return request.build();
    }

    private Duration pause(int attempt) {
        long ceiling = Math.min(
                settings.longestPause().toMillis(), settings.firstPause().toMillis() << Math.min(attempt, 16));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
    }

    /** What the server asked for, in seconds or as a date. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").flatMap(value -> {
            try {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
            } catch (NumberFormatException notSeconds) {
                try {
                    Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
                    Duration wait = Duration.between(Instant.now(), until);
                    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
                } catch (DateTimeParseException notADate) {
                    return Optional.empty();
                }
            }
        });
    }

    /** With the problem's words: each field and what is wrong, or what it says as a whole. */
    private static Reply refused(int status, String body) {
        JsonNode problem;
        try {
            problem = JSON.readTree(body);
        } catch (JacksonException notJson) {
            return new Reply.Refused("HTTP " + status);
        }
        List<String> errors = new ArrayList<>();
        for (JsonNode error : problem.path("errors")) {
            String pointer = error.path("pointer").asString("");
            if (pointer.equals(KEY_POINTER)) {
                return new Reply.KeyTaken();
            }
            errors.add(pointer + ": "
                    + error.path("detail").asString(error.path("code").asString("")));
        }
        return new Reply.Refused(
                errors.isEmpty()
                        ? problem.path("detail").asString(problem.path("title").asString("HTTP " + status))
                        : String.join("; ", errors));
    }
}
