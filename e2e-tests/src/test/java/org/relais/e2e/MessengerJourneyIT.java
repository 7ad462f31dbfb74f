package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.e2e.Eventually.eventually;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.Department;
import org.relais.e2e.client.Reply;
import org.relais.e2e.guarantee.NoContactDetailOnKafka;
import org.relais.e2e.system.Processes;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.e2e.system.SystemUnderTest.Part;
import org.relais.local.Checkout;
import org.relais.local.PlatformSettings;
import org.relais.local.PlatformSettings.Tuning;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person who uses nothing but WhatsApp: asks, is asked while a part is dead, answers, and reads the outcome, all in one conversation. */
@Tag("faults")
class MessengerJourneyIT {

    private static final String NUMBER = "33699887766";
    private static final String DIGITS = "699887766";
    private static final String NAME = "Mathurine Canari-Messagère";
    private static final String SECRET = "the app's secret";
    private static final String PROVIDER = "relais.messaging.providers.whatsapp.";
    private static final Pattern OFFERED = Pattern.compile("\\n(\\d) Nid-de-poule");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private HttpServer whatsapp;
    private SystemUnderTest system;
    private int said;

    @BeforeEach
    void start() throws IOException {
        whatsapp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        whatsapp.createContext("/messages", exchange -> {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            assertThat(body.path("to").asString("")).isEqualTo(NUMBER);
            told.add(body.at("/text/body").asString(""));
            byte[] answer = "{\"messages\":[{\"id\":\"wamid.ours-%d\"}]}"
                    .formatted(told.size())
                    .getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        whatsapp.start();
        var settings = Map.<String, Object>of(
                PROVIDER + "kind",
                "whatsapp",
                PROVIDER + "secret",
                SECRET,
                PROVIDER + "token",
                "a-token",
                PROVIDER + "reply-url",
                "http://localhost:" + whatsapp.getAddress().getPort() + "/messages");
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/platforms")), "messenger-");
        system = Processes.start(
                PlatformSettings.onFreePorts(Checkout.find(), folder)
                        .withTuning(org.relais.local.Part.INTAKE, new Tuning(List.of(), settings))
                        .withTuning(org.relais.local.Part.NOTIFICATION, new Tuning(List.of(), settings)),
                1);
    }

    @AfterEach
    void stop() {
        system.close();
        whatsapp.stop(0);
    }

    @Test
    void hearsOfEachStepOnceInTheConversationAndAnswersThere() throws IOException {
        var citizen = new Citizen(system);
        var voirie = new Department(system, "voirie");

        say("\"type\": \"text\", \"text\": {\"body\": \"Un gros trou dans la chaussée de la route\"}");
        String code = Citizen.trackingCodeIn(told.getFirst());
        String id = citizen.follow(code).text("/id");
        say("\"type\": \"location\", \"location\": {\"latitude\": 48.85, \"longitude\": 2.35}");
        var offered = OFFERED.matcher(String.join("\n\n", told));
        assertThat(offered.find()).as("%s", told).isTrue();
        say("\"type\": \"text\", \"text\": {\"body\": \"" + offered.group(1) + "\"}");

        // The receipt and who is responsible come in the conversation, as what intake answers does.
        eventually(() -> assertThat(told)
                .anyMatch(words -> words.contains("enregistrée le"))
                .anyMatch(words -> words.contains("est confiée au service")));

        // Asked while notification is dead, told once it is back, answered where it was asked.
        system.kill(Part.NOTIFICATION, 1);
        succeeds(voirie.act(id, "ask", Map.of("question", "Sur la chaussée ou sur le trottoir ?")));
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("awaiting_citizen"));
        system.restart(Part.NOTIFICATION, 1);
        eventually(() -> assertThat(told).anyMatch(words -> words.contains("Sur la chaussée ou sur le trottoir ?")));
        say("\"type\": \"text\", \"text\": {\"body\": \"Sur la chaussée.\"}");
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("in_progress"));
        assertThat(citizen.follow(code).body().at("/timeline").toString()).containsOnlyOnce("Sur la chaussée.");

        succeeds(voirie.act(id, "resolve", Map.of("outcome", "fixed", "message", "Rebouché.")));
        eventually(() -> assertThat(told).anyMatch(words -> words.contains("Répondez OUI")));
        call("""
            {"entry": [{"changes": [{"value": {"statuses": [{"id": "wamid.ours-%d", "status": "delivered",
             "recipient_id": "%s"}]}}]}]}
            """.formatted(1 + indexOf("Répondez OUI"), NUMBER));
        eventually(() -> assertThat(citizen.follow(code).body().at("/timeline").toString())
                .contains("notification_delivered"));
        say("\"type\": \"text\", \"text\": {\"body\": \"Oui\"}");
        eventually(() -> assertThat(citizen.follow(code).text("/status")).isEqualTo("confirmed"));

        assertThat(told.stream().filter(words -> words.contains("/suivi/" + code + "/cle/")))
                .as("that somebody looks for who is responsible, and four that were waited for")
                .hasSize(5)
                .doesNotHaveDuplicates();
        var canaries = new NoContactDetailOnKafka(List.of(NUMBER, DIGITS, NAME, "wamid.of-" + NUMBER, "wamid.ours-"));
        assertThat(canaries.breaches(system.evidence()))
                .as(canaries.witness(system.evidence()))
                .isEmpty();
        assertThat(new NoContactDetailOnKafka(List.of(id)).breaches(system.evidence()))
                .anyMatch(where -> where.contains("notification.deliveries.v1"));
    }

    private int indexOf(String words) {
        return told.indexOf(
                told.stream().filter(one -> one.contains(words)).findFirst().orElseThrow());
    }

    private static void succeeds(Reply reply) {
        assertThat(reply.succeeded()).as("%d %s", reply.status(), reply.body()).isTrue();
    }

    private void say(String content) {
        call("""
            {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {
             "messaging_product": "whatsapp", "contacts": [{"profile": {"name": "%s"}, "wa_id": "%s"}],
             "messages": [{"from": "%s", "id": "wamid.of-%s-%d", "timestamp": "1790000000", %s}]}}]}]}
            """.formatted(NAME, NUMBER, NUMBER, NUMBER, ++said, content));
    }

    /** As WhatsApp does, which calls until it is answered. */
    private void call(String body) {
        eventually(() -> {
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(
                        HttpRequest.newBuilder(system.intake().resolve("/api/v1/channels/messaging/whatsapp"))
                                .header("Content-Type", "application/json")
                                .header("X-Hub-Signature-256", "sha256=" + signature(body))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        });
    }

    private static String signature(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
