package org.relais.platform.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.platform.messenger.Messenger.NotNow;
import org.relais.platform.messenger.Messenger.Reason;
import org.relais.platform.messenger.Messenger.Refusal;

/** What is handed to each messenger, and what its documented answers mean. */
class MessengerTest {

    private HttpServer server;
    private int status = 200;
    private String answer = "{}";
    private String body = "";
    private String authorization = "";
    private String key = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void handsWordsOverAsEachTakesThem() throws IOException {
        messenger(MessengerKind.WHATSAPP).say("33612345678", "wamid.1", "Réglé\nici", "k");
        assertThat(body)
                .isEqualTo(
                        "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"33612345678\","
                                + "\"type\":\"text\",\"text\":{\"body\":\"Réglé\\nici\"}}");
        assertThat(authorization).isEqualTo("Bearer token");
        assertThat(key).isEqualTo("k");

        messenger(MessengerKind.TELEGRAM).say("7001", "7001/1", "Réglé", null);
        assertThat(body).isEqualTo("{\"chat_id\":\"7001\",\"text\":\"Réglé\"}");
        assertThat(key).isEqualTo("null");

        messenger(MessengerKind.PLAIN).say("@ada", "m-1", "Réglé", "k");
        assertThat(body).isEqualTo("{\"to\":\"@ada\",\"inReplyTo\":\"m-1\",\"text\":\"Réglé\"}");

        messenger(MessengerKind.PLAIN).say("@ada", null, "Réglé", "k");
        assertThat(body).isEqualTo("{\"to\":\"@ada\",\"text\":\"Réglé\"}");
    }

    @Test
    void putsWordsIntoATemplateInOneLine() throws IOException {
        messenger(MessengerKind.WHATSAPP).sayByTemplate("33612345678", "news", "fr", "Réglé :\n https://town\n", "k");

        assertThat(body)
                .contains(
                        "\"type\":\"template\"",
                        "\"name\":\"news\"",
                        "\"language\":{\"code\":\"fr\"}",
                        "\"text\":\"Réglé : https://town\"");
    }

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP, 400, 131047, WINDOW_CLOSED",
        "WHATSAPP, 400, 470, WINDOW_CLOSED",
        "WHATSAPP, 400, 131026, NOBODY_THERE",
        "WHATSAPP, 400, 100, UNFIT",
        "TELEGRAM, 403, Forbidden: bot was blocked by the user, NOBODY_THERE",
        "TELEGRAM, 400, Bad Request: chat not found, NOBODY_THERE",
        "TELEGRAM, 400, Bad Request: message is too long, UNFIT",
        "PLAIN, 404, -, NOBODY_THERE",
        "PLAIN, 410, -, NOBODY_THERE",
        "PLAIN, 422, -, UNFIT"
    })
    void takesForFinalWhatIsSaidOfThePersonOrTheMessage(MessengerKind kind, int code, String said, Reason reason) {
        answers(kind, code, said);

        assertThat(catchThrowableOfType(Refusal.class, () -> say(kind)).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "WHATSAPP, 401, 190",
        "WHATSAPP, 400, 131056",
        "WHATSAPP, 404, 132001",
        "WHATSAPP, 500, 131000",
        "WHATSAPP, 400, -",
        "WHATSAPP, 302, -",
        "TELEGRAM, 401, Unauthorized",
        "TELEGRAM, 404, Not Found",
        "TELEGRAM, 429, Too Many Requests: retry after 5",
        "TELEGRAM, 403, -",
        "PLAIN, 401, -",
        "PLAIN, 403, -",
        "PLAIN, 429, -",
        "PLAIN, 503, -"
    })
    void comesBackWithWhatIsSaidOfUsOrOfNow(MessengerKind kind, int code, String said) {
        answers(kind, code, said);

        assertThat(catchThrowableOfType(NotNow.class, () -> say(kind)).code()).isPositive();
    }

    @Test
    void tellsANumberOfOursThatIsNoneFromAMessageThatIsNone() {
        status = 400;
        answer = "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"Unsupported post request\"}}";

        assertThatThrownBy(() -> say(MessengerKind.WHATSAPP)).isInstanceOf(NotNow.class);
    }

    @Test
    void tellsWhatWasNotReachedFromWhatDidNotAnswer() {
        status = 0;
        assertThatThrownBy(() -> say(MessengerKind.PLAIN))
                .isInstanceOf(IOException.class)
                .isNotInstanceOfAny(NotNow.class, Refusal.class);

        server.stop(0);
        assertThat(catchThrowableOfType(NotNow.class, () -> say(MessengerKind.PLAIN))
                        .code())
                .isZero();
    }

    private void answers(MessengerKind kind, int code, String said) {
        status = code;
        answer = switch (kind) {
            case WHATSAPP ->
                said.equals("-") ? "<html>" : "{\"error\":{\"message\":\"As documented\",\"code\":" + said + "}}";
            case TELEGRAM -> said.equals("-") ? "" : "{\"ok\":false,\"description\":\"" + said + "\"}";
            case PLAIN -> "";
        };
    }

    private void say(MessengerKind kind) throws IOException {
        messenger(kind).say("33612345678", null, "Réglé", "k");
    }

    private Messenger messenger(MessengerKind kind) {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/messages");
        return new Messenger(
                HttpClient.newHttpClient(), new MessengerAccount(kind, address, " token\n", Duration.ofSeconds(5)));
    }

    private void take(HttpExchange exchange) throws IOException {
        body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        try (exchange) {
            if (status > 0) {
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                if (bytes.length > 0) {
                    exchange.getResponseBody().write(bytes);
                }
            }
        }
    }
}
