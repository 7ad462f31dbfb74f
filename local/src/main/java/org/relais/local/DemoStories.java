package org.relais.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a new platform something to show: requests in every state, brought there as people would, through the public APIs and
 * with everybody's own tokens. The stories are data, in {@code seed/valmont.json}.
 */
final class DemoStories {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;
    private static final String CITIZEN = "citizen";

    private final LocalPlatform platform;
    private final Rest rest;

    /** How many stories came to their end, and why the others did not. */
    record Result(int told, List<String> broken) {}

    DemoStories(LocalPlatform platform, Rest rest) {
        this.platform = platform;
        this.rest = rest;
    }

    Result tell() {
        JsonNode stories = read().path("stories");
        List<String> broken = new ArrayList<>();
        Semaphore turn = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> telling = new ArrayList<>();
            for (JsonNode story : stories) {
                telling.add(threads.submit(() -> {
                    turn.acquire();
                    try {
                        tell(story);
                    } finally {
                        turn.release();
                    }
                    return null;
                }));
            }
            for (Future<?> each : telling) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    broken.add(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result(stories.size() - broken.size(), broken);
    }

    static JsonNode read() {
        try (InputStream file = DemoStories.class.getResourceAsStream("seed/valmont.json")) {
            if (file == null) {
                throw new IllegalStateException("the demo stories are missing from the jar");
            }
            JsonNode told = JsonMapper.builder().build().readTree(file);
            // Another territory may be served beside it.
            JsonNode town = told.path("jurisdictionId");
            told.path("stories").forEach(story -> ((ObjectNode) story.path("request")).set("jurisdictionId", town));
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException("the demo stories can't be read", e);
        }
    }

    private void tell(JsonNode story) throws IOException {
        String key = story.path("key").asString();
        Rest.Reply filed =
                rest.post(intake() + "/api/v1/service-requests", Map.of("Idempotency-Key", key), story.path("request"));
        if (!filed.successful()) {
            throw new IOException(key + ": " + filed.status() + " " + filed.problem());
        }
        Filed request = new Filed(
                key,
                filed.json().path("id").asString(),
                filed.json().path("trackingCode").asString(),
                filed.json().path("editToken").asString());
        List<JsonNode> steps = new ArrayList<>();
        story.path("steps").forEach(steps::add);
        int told = filed.replayed() ? told(steps, status(request)) : 0;
        if (told == 0) {
            await(request, story.path("then").asString());
        }
        for (JsonNode step : steps.subList(told, steps.size())) {
            take(request, step);
            await(request, step.path("then").asString());
        }
    }

    /** How many steps an earlier launch took, which was cut short: the last one that led to where the request is. */
    static int told(List<JsonNode> steps, String status) {
        int told = steps.size();
        while (told > 0 && !steps.get(told - 1).path("then").asString().equals(status)) {
            told--;
        }
        return told;
    }

    private void take(Filed request, JsonNode step) throws IOException {
        String by = step.path("by").asString();
        String verb = step.path("verb").asString();
        Rest.Reply reply = by.equals(CITIZEN)
                ? rest.post(
                        request.url(intake()) + "/" + verb,
                        Map.of("Edit-Token", request.editToken()),
                        asSeen(request, step.path("body")))
                : rest.post(
                        platform.ports().url(Port.ROUTING) + "/api/v1/cases/" + request.id() + "/" + verb,
                        Map.of("Authorization", "Bearer " + platform.token(by)),
                        planned(step.path("body"), LocalDate.now(ZoneOffset.UTC)));
        if (!reply.successful()) {
            throw new IOException(
                    request.key() + ", " + by + " " + verb + ": " + reply.status() + " " + reply.problem());
        }
    }

    /** What a story plans is that far ahead of the day on which it is told. */
    static JsonNode planned(JsonNode body, LocalDate today) {
        if (!body.has("plannedFor")) {
            return body;
        }
        ObjectNode dated = (ObjectNode) body.deepCopy();
        Period ahead = Period.parse(body.path("plannedFor").asString());
        return dated.put("plannedFor", today.plus(ahead).toString());
    }

    /** A citizen's action names the state of the case that it answers. */
    private JsonNode asSeen(Filed request, JsonNode body) throws IOException {
        JsonNode view = rest.get(request.url(intake()), Map.of()).json();
        ObjectNode seen = (ObjectNode) body.deepCopy();
        if (view.path("caseVersion").isNumber()) {
            seen.put("caseVersion", view.path("caseVersion").asLong());
        }
        return seen;
    }

    private void await(Filed request, String status) throws IOException {
        String[] last = {""};
        boolean arrived = Waiting.until(PATIENCE, () -> {
            last[0] = status(request);
            return last[0].equals(status);
        });
        if (!arrived) {
            throw new IOException(request.key() + ": " + last[0] + ", not " + status);
        }
    }

    private String status(Filed request) {
        try {
            Rest.Reply reply = rest.get(request.url(intake()), Map.of());
            return reply.successful() ? reply.json().path("status").asString() : Integer.toString(reply.status());
        } catch (IOException e) {
            return "?";
        }
    }

    private String intake() {
        return platform.ports().url(Port.INTAKE);
    }

    private record Filed(String key, String id, String trackingCode, String editToken) {

        private String url(String intake) {
            return intake + "/api/v1/service-requests/" + trackingCode;
        }
    }
}
