package org.relais.platform.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call of Confluent's REST API, whatever it takes: every url in turn, beginning with the one that answered last, and all of
 * them again after a pause that doubles and is jittered. Only what may pass is tried again; every call of the API may be
 * repeated, registering included.
 */
final class RegistryTransport implements AutoCloseable {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RegistrySettings settings;
    private final HttpClient http;
    private volatile int preferred;

    RegistryTransport(RegistrySettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    RegistryReply get(String path, String purpose) {
        return call("GET", path, null, purpose);
    }

    RegistryReply post(String path, Object body, String purpose) {
        return call("POST", path, body, purpose);
    }

    RegistryReply put(String path, Object body, String purpose) {
        return call("PUT", path, body, purpose);
    }

    /** Where it asks, for messages. */
    String place() {
        return settings.urls().stream()
                .map(URI::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private RegistryReply call(String method, String path, @Nullable Object body, String purpose) {
        List<Failure> failures = List.of();
        for (int round = 0; round <= settings.maxRetries(); round++) {
            if (round > 0) {
                pause(round, purpose);
            }
            failures = new ArrayList<>();
            for (int i = 0; i < settings.urls().size(); i++) {
                int index = (preferred + i) % settings.urls().size();
                switch (attempt(settings.urls().get(index), method, path, body, purpose)) {
                    case Reached(RegistryReply reply) -> {
                        preferred = index;
                        return reply;
                    }
                    case Failure failure -> failures.add(failure);
                }
            }
            if (failures.stream().noneMatch(Failure::passing)) {
                break;
            }
        }
        throw unavailable(purpose, failures);
    }

    private Attempt attempt(URI base, String method, String path, @Nullable Object body, String purpose) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(settings.readTimeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        try {
            return judge(base, http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            return new Failure(base, describe(failed), true, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable(purpose + ": interrupted while asking " + base, interrupted);
        }
    }

    private static Attempt judge(URI base, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            return new Failure(
                    base, "HTTP " + status + ", access denied: check the registry's credentials", false, null);
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Failure(base, "HTTP " + status, true, null);
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JacksonException notJson) {
            return new Failure(base, "HTTP " + status + " without JSON: is this Confluent's API?", false, notJson);
        }
        if (status >= 200 && status < 300) {
            return new Reached(new RegistryReply.Answered(body));
        }
        if (!body.has("error_code")) {
            return new Failure(
                    base, "HTTP " + status + " without an error_code: is this Confluent's API?", false, null);
        }
        int code = body.path("error_code").asInt(status);
        return new Reached(
                new RegistryReply.Refused(status, code, body.path("message").asString("")));
    }

    private RegistryUnavailable unavailable(String purpose, List<Failure> failures) {
        StringBuilder message = new StringBuilder(purpose).append(": no registry answered");
        Throwable cause = null;
        for (Failure failure : failures) {
            message.append("; ").append(failure.url()).append(": ").append(failure.what());
            cause = cause == null ? failure.cause() : cause;
        }
        return new RegistryUnavailable(message.toString(), cause);
    }

    private void pause(int round, String purpose) {
        long ceiling = Math.min(
                settings.retryMaxWait().toMillis(), settings.retryWait().toMillis() << Math.min(round - 1, 20));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailable(purpose + ": interrupted while waiting to try again", interrupted);
        }
    }

    private static String describe(IOException failed) {
        String name = failed.getClass().getSimpleName();
        return failed.getMessage() == null ? name : name + " " + failed.getMessage();
    }

    private sealed interface Attempt {}

    private record Reached(RegistryReply reply) implements Attempt {}

    /** @param passing whether the next round may fare better */
    private record Failure(
            URI url, String what, boolean passing, @Nullable Throwable cause) implements Attempt {}
}
