package org.relais.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jsmpp.examples.SMPPServerSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedMail;
import org.relais.embedded.FreePorts;
import org.springframework.context.ConfigurableApplicationContext;

/** What answers by HTTP: the page of messages that left, and the REST interface that shows no address and no content. */
class PagesIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static RunningPlatform platform;
    private static EmbeddedMail mail;
    private static String url;
    private static String management;
    private static Story story;

    @BeforeAll
    static void start() throws IOException {
        platform = new RunningPlatform();
        mail = EmbeddedMail.start();
        Story.publishTerritory(platform);
        int smpp = FreePorts.next();
        Thread.ofPlatform().daemon().start(new SMPPServerSimulator(false, smpp, "relais", "secret"));
        ConfigurableApplicationContext service = platform.start(
                mail.smtpPort(),
                "relais.notification.sms.smpp.host=127.0.0.1",
                "relais.notification.sms.smpp.port=" + smpp,
                "relais.notification.sms.smpp.system-id=relais",
                "relais.notification.sms.smpp.password=secret",
                "relais.notification.sms.smpp.source=Relais",
                "relais.notification.sms.smpp.hex-ids=true",
                "relais.notification.sms.smpp.first-back-off=100ms");
        url = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        management = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.management.port") + "/actuator/";
        story = Story.of(platform).filed().routed();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("/", "fr").body()).contains("2 messages"));
    }

    @AfterAll
    static void stop() {
        platform.close();
        mail.close();
    }

    @Test
    void showsEveryMessageThatLeftNewestFirst() throws Exception {
        String page = get("/", "fr").body();

        assertThat(page).contains("<html lang=\"fr\"", "Boîte d’envoi", story.email);
        assertThat(page.indexOf("s’occupe de votre demande")).isLessThan(page.indexOf("Nous avons bien reçu"));
    }

    @Test
    void speaksEnglishToWhoPrefersIt() throws Exception {
        assertThat(get("/", "en-GB,en;q=0.9").body()).contains("<html lang=\"en\"", "Outbox", "2 messages");
    }

    @Test
    void showsAMessageAsTextAndInASandboxedFrame() throws Exception {
        String path = firstMessage();

        HttpResponse<String> page = get(path, "fr");
        HttpResponse<String> frame = get(path + "/html", "fr");

        assertThat(page.body()).contains("sandbox=\"\"", path + "/html", "Code de suivi");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox; default-src 'none'");
        assertThat(frame.headers().firstValue("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(frame.body()).contains("<!DOCTYPE html>");
    }

    @Test
    void answersNotFoundWithoutAMessage() throws Exception {
        assertThat(get("/outbox/none", "fr").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatATextArrivedOnceTheSimulatorOfATextCenterSaysSo() {
        Story byText = Story.of(platform).byText().filed();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get("/api/v1/notifications?requestId=" + byText.requestId, "fr", "operator")
                                        .body())
                                .contains("\"channel\":\"sms\"", "\"status\":\"delivered\"")
                                .doesNotContain(byText.number));
    }

    @Test
    void listsDeliveriesWithoutAddressOrContent() throws Exception {
        HttpResponse<String> list = get("/api/v1/notifications?requestId=" + story.requestId, "fr", "operator");

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body())
                .contains("\"template\":\"receipt\"", "\"status\":\"sent\"", "\"channel\":\"email\"", "\"attempts\":1")
                .doesNotContain(story.email, "people.example", "Voirie");
    }

    @Test
    void keepsDeliveriesFromOthers() throws Exception {
        String path = "/api/v1/notifications?requestId=" + story.requestId;

        assertThat(get(path, "fr").statusCode()).isEqualTo(401);
        assertThat(get(path, "fr", "department").statusCode()).isEqualTo(403);
        assertThat(get(path, "fr", "department").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void refusesAMalformedRequestId() throws Exception {
        assertThat(get("/api/v1/notifications?requestId=nonsense", "fr", "operator")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsAnOperatorWhatThereIsToManage() throws Exception {
        for (String address : List.of("../actuator", "info")) {
            assertThat(send(as("operator", URI.create(management).resolve(address)))
                            .statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    @Test
    void letsAnOperatorAndNobodyElseReplayReleaseAndGiveUp() throws Exception {
        for (String endpoint : List.of("deadletters", "heldevents", "outbox")) {
            URI uri = URI.create(management + endpoint);

            HttpResponse<String> found = send(as("operator", uri));

            assertThat(found.statusCode()).as(endpoint).isEqualTo(200);
            assertThat(found.body()).as(endpoint).isEqualTo("[]");
            assertThat(send(as("department", uri)).statusCode()).as(endpoint).isEqualTo(403);
            assertThat(send(HttpRequest.newBuilder(uri)).statusCode())
                    .as(endpoint)
                    .isEqualTo(401);
        }
        HttpRequest.Builder replay = as("operator", URI.create(management + "deadletters"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(send(replay).body()).isEqualTo("[]");
        replay.POST(HttpRequest.BodyPublishers.ofString("{\"partition\": 0, \"offset\": 17}"));
        assertThat(send(replay).body()).as("one of them, by numbers").contains("\"offset\":17", "no_such_letter");
    }

    private static HttpRequest.Builder as(String role, URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + platform.neighbours.token("somebody", role));
    }

    @Test
    void previewsATemplate() throws Exception {
        HttpResponse<String> preview = get("/api/v1/templates/outcome/1/en/preview", "fr", "admin");

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).contains("The work has been decided.", "\"html\"");
        assertThat(get("/api/v1/templates/none/1/en/preview", "fr", "admin").statusCode())
                .isEqualTo(404);
    }

    private static String firstMessage() throws Exception {
        String page = get("/", "fr").body();
        int start = page.indexOf("/outbox/");
        return page.substring(start, page.indexOf('"', start));
    }

    private static HttpResponse<String> get(String path, String language) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("Accept-Language", language));
    }

    private static HttpResponse<String> get(String path, String language, String role) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept-Language", language)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + platform.neighbours.token("somebody", role)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
