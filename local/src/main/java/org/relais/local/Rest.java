package org.relais.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The platform's REST APIs, as any client would call them. */
final class Rest implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    /**
     * What a server answered.
     *
     * @param replayed it had answered this already, to an earlier try
     */
    record Reply(int status, String text, boolean replayed) {

        boolean successful() {
            return status >= 200 && status < 300;
        }

        JsonNode json() {
            return JSON.readTree(text);
        }

        /** The code of a problem and of its errors; never what people wrote. */
        String problem() {
            try {
                JsonNode problem = json();
                StringBuilder codes = new StringBuilder(problem.path("code").asString(""));
                for (JsonNode error : problem.path("errors")) {
                    codes.append(' ')
                            .append(error.path("pointer").asString(""))
                            .append(' ')
                            .append(error.path("code").asString(""));
                }
                return codes.toString();
            } catch (JacksonException e) {
                return "";
            }
        }
    }

    /** @throws IOException if nobody answers */
    Reply get(String url, Map<String, String> headers) throws IOException {
        return send(request(url, headers).GET());
    }

    /** @throws IOException if nobody answers */
    Reply post(String url, Map<String, String> headers, @Nullable JsonNode body) throws IOException {
        return send(request(url, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body == null ? "{}" : body.toString())));
    }

    /** @throws IOException if nobody answers */
    Reply postForm(String url, Map<String, String> headers, String form) throws IOException {
        return send(request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Whether it answers 200. */
    boolean answers(String url) {
        try {
            return get(url, Map.of()).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpRequest.Builder request(String url, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
        headers.forEach(builder::header);
        return builder;
    }

    private Reply send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Idempotent-Replayed").isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
