package org.relais.platform.document;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.platform.document.DocumentStore.Reference;

/** Where documents are fetched from, by HTTP. */
final class DocumentSource {

    private static final int OK = 200;

    private final @Nullable String template;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    DocumentSource(@Nullable String template) {
        this.template = template;
    }

    /** @throws DocumentUnavailable if it can't be had now, or isn't what was announced */
    PublishedDocument fetch(Reference wanted) {
        HttpResponse<String> answer = get(wanted);
        if (answer.statusCode() != OK) {
            throw new DocumentUnavailable("status_" + answer.statusCode(), null);
        }
        String digest = answer.headers()
                .firstValue("ETag")
                .map(DocumentSource::unquoted)
                .orElse("");
        if (!digest.equals(wanted.digest())) {
            throw new DocumentUnavailable("digest_differs", null);
        }
        return new PublishedDocument(wanted.key(), wanted.version(), digest, answer.body());
    }

    private HttpResponse<String> get(Reference wanted) {
        if (template == null) {
            throw new DocumentUnavailable("relais.documents.url_not_set", null);
        }
        URI uri = URI.create(template.replace("{key}", URLEncoder.encode(wanted.key(), StandardCharsets.UTF_8))
                .replace("{version}", Long.toString(wanted.version())));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DocumentUnavailable("unreachable", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DocumentUnavailable("interrupted", e);
        }
    }

    /** {@code "abc"} or {@code W/"abc"}. */
    private static String unquoted(String etag) {
        String strong = etag.startsWith("W/") ? etag.substring(2) : etag;
        return strong.replace("\"", "");
    }
}
