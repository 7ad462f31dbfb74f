package org.relais.intake.lesson.routing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.lesson.Lesson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Routing's list of lessons. Members that it has beside these are left alone: routing may be newer. */
final class LessonSource {

    private static final int OK = 200;

    private final JsonMapper json = JsonMapper.builder().build();
    private final LessonSettings settings;
    private final HttpClient client;

    LessonSource(LessonSettings settings) {
        this.settings = settings;
        this.client =
                HttpClient.newBuilder().connectTimeout(settings.patience()).build();
        request("checked-at-the-start");
    }

    /** @throws IOException with a reason code, if it can't be had now or can't be read */
    List<Lesson> of(String jurisdictionId) throws IOException {
        HttpResponse<String> answer = send(request(jurisdictionId));
        if (answer.statusCode() != OK) {
            throw new IOException("status_" + answer.statusCode());
        }
        try {
            List<Lesson> lessons = new ArrayList<>();
            json.readTree(answer.body()).required("items").forEach(item -> lessons.add(lesson(item)));
            return lessons;
        } catch (JacksonException | DateTimeParseException unreadable) {
            throw new IOException("unreadable", unreadable);
        }
    }

    private HttpRequest request(String jurisdictionId) {
        return HttpRequest.newBuilder(URI.create(
                        settings.url().replace("{key}", URLEncoder.encode(jurisdictionId, StandardCharsets.UTF_8))))
                .header("Accept", "application/json")
                .timeout(settings.patience())
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } catch (IOException unreachable) {
            throw new IOException("unreachable", unreachable);
        }
    }

    private static Lesson lesson(JsonNode item) {
        String endedAt = text(item, "endedAt");
        return new Lesson(
                item.required("service").asString(),
                text(item, "area"),
                item.path("partly").asBoolean(false),
                item.required("fromDepartment").asString(),
                item.required("toDepartment").asString(),
                share(item.required("before")),
                share(item.required("after")),
                Instant.parse(item.required("publishedAt").asString()),
                endedAt == null ? null : Instant.parse(endedAt));
    }

    private static Lesson.Share share(JsonNode share) {
        return new Lesson.Share(
                share.required("decided").asLong(), share.required("wrong").asLong());
    }

    private static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
