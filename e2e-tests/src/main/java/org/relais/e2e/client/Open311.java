package org.relais.e2e.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.relais.e2e.system.SystemUnderTest;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows the specification of GeoReport v2, and nothing of the server. */
public final class Open311 {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI endpoint;

    public Open311(SystemUnderTest system) {
        this.endpoint = system.intake().resolve("/open311/v2/");
    }

    /** An answer, as XML or JSON. */
    public record Answer(int status, String contentType, String body) {

        public Element xml() {
            try {
                return DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .getDocumentElement();
            } catch (IOException | SAXException | ParserConfigurationException notXml) {
                throw new IllegalStateException("no XML: " + body, notXml);
            }
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /** Text of the first element with this name. */
        public String text(String element) {
            var found = xml().getElementsByTagName(element).item(0);
            return found == null ? "" : found.getTextContent();
        }
    }

    /** @param resource with its ending and parameters, relative to the endpoint */
    public Answer get(String resource) {
        return send(HttpRequest.newBuilder(endpoint.resolve(resource)).GET());
    }

    public Answer post(String resource, Map<String, String> parameters) {
        var form = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(endpoint.resolve(resource))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
