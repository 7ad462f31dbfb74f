package org.relais.intake.messenger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.relais.intake.messenger.IncomingMessage;
import org.relais.intake.messenger.web.MessengerSettings.Provider;
import org.relais.intake.messenger.web.ProviderCalls.Sent;
import org.relais.platform.messenger.MessengerKind;

/** A provider that begins to answer and never ends holds nobody up. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProviderCallsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void startTheProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/picture", exchange -> stall(exchange, "image/jpeg"));
        server.createContext("/where", exchange -> stall(exchange, "application/json"));
        server.createContext("/whole", ProviderCallsIT::whole);
        server.start();
    }

    @AfterEach
    void stopTheProvider() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void waitsNoLongerForAPictureThanItMayTakeInAll() throws IOException {
        ProviderCalls calls = new ProviderCalls(LONG, SHORT);

        try (InputStream picture = calls.photo("1", provider("/picture"))) {
            assertThat(picture.readNBytes(3)).isEqualTo(new byte[] {'a', 'b', 'c'});
            assertThatThrownBy(picture::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsNoLongerForTheAddressOfAPicture() {
        ProviderCalls calls = new ProviderCalls(SHORT, LONG);

        assertThatThrownBy(() -> calls.photo("1", provider("/where"))).isInstanceOf(IOException.class);
    }

    @Test
    void takesAnAnswerForSentByItsStatusAlone() {
        ProviderCalls calls = new ProviderCalls(SHORT, LONG);
        IncomingMessage message = new IncomingMessage(
                "1", "2", null, null, "", null, List.of(), false, true, Instant.parse("2026-03-01T10:00:00Z"));

        assertThat(calls.reply("Merci", message, URI.create(address("/where")), provider("/where")))
                .isEqualTo(Sent.SENT);
    }

    @Test
    void readsAPictureThatComesInTimeToItsEnd() throws IOException {
        ProviderCalls calls = new ProviderCalls(LONG, LONG);

        try (InputStream picture = calls.photo("1", provider("/whole"))) {
            assertThat(picture.readAllBytes()).isEqualTo(new byte[] {'a', 'b', 'c'});
        }
    }

    /** Says a little, and then nothing more. */
    private void stall(HttpExchange exchange, String type) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[] {'a', 'b', 'c'});
            exchange.getResponseBody().flush();
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void whole(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write(new byte[] {'a', 'b', 'c'});
        }
    }

    private String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private Provider provider(String path) {
        return new Provider(MessengerKind.WHATSAPP, "secret", null, null, null, null, address(path), null, List.of());
    }
}
