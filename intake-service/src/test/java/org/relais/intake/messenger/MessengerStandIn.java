package org.relais.intake.messenger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.relais.intake.IntakeUnderTest;
import org.relais.intake.attachment.TestPictures;

/**
 * The other side of a messenger: takes answers, and gives pictures out in two steps as WhatsApp and Telegram do. And notification, which
 * is told what became of messages, with the issuer's tokens for that.
 */
public final class MessengerStandIn {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final List<Received> receipts = new CopyOnWriteArrayList<>();
    private final List<Received> mailAnswers = new CopyOnWriteArrayList<>();
    private final AtomicInteger notificationIsDown = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch slow = new CountDownLatch(0);

    /** An answer as it came, with what authorised it. */
    public record Received(String authorization, String body) {}

    private MessengerStandIn(HttpServer server) {
        this.server = server;
    }

    public static MessengerStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            MessengerStandIn messenger = new MessengerStandIn(server);
            server.createContext("/messages", messenger::message);
            server.createContext("/oauth2/token", MessengerStandIn::token);
            server.createContext("/api/v1/message-receipts", messenger::receipts);
            server.createContext("/api/v1/mail-answers", messenger::mailAnswers);
            server.createContext("/media/", messenger::media);
            server.createContext("/files/", messenger::file);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return messenger;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** What stands in {@code X-Hub-Signature-256} of a call. */
    public static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(IntakeUnderTest.MESSENGER_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What notification was told became of messages. */
    public List<Received> receipts() {
        return List.copyOf(receipts);
    }

    /** Whom notification was asked to tell that nothing came of their mail. */
    public List<Received> mailAnswers() {
        return List.copyOf(mailAnswers);
    }

    /** So many times from now on. */
    public void notificationIsDown(int times) {
        notificationIsDown.set(times);
    }

    /** From now on, so many answers to this person are not taken. */
    void isDownFor(String person, int times) {
        refusals.put(person, new AtomicInteger(times));
    }

    /** From now on pictures whose name begins with slow keep their reader waiting until {@link #letGo} is called. */
    void isSlow() {
        slow = new CountDownLatch(1);
    }

    /** How many wait for a slow picture. */
    int waiting() {
        return waiting.get();
    }

    void letGo() {
        slow.countDown();
    }

    private void message(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean down = refusals.entrySet().stream()
                .anyMatch(entry ->
                        body.contains(entry.getKey()) && entry.getValue().getAndDecrement() > 0);
        if (!down) {
            received.add(
                    new Received(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
        }
        answer(exchange, down ? 503 : 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static void token(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                "application/json",
                "{\"access_token\":\"own-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void receipts(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean down = notificationIsDown.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (!down) {
            receipts.add(
                    new Received(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
        }
        answer(exchange, down ? 503 : 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void mailAnswers(HttpExchange exchange) throws IOException {
        mailAnswers.add(new Received(
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answer(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void media(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/media/".length());
        String where = id.equals("elsewhere") ? "http://elsewhere.example/files/photo" : url() + "/files/" + id;
        answer(
                exchange,
                id.equals("gone") ? 404 : 200,
                "application/json",
                ("{\"url\": \"" + where + "\", \"result\": {\"file_path\": \"" + id + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void file(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/files/".length());
        byte[] bytes = name.equals("letter")
                ? "Dear Sir".getBytes(StandardCharsets.UTF_8)
                : TestPictures.jpeg(240 + name.hashCode() % 50, 90);
        if (name.startsWith("slow-")) {
            waiting.incrementAndGet();
            try {
                slow.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                waiting.decrementAndGet();
            }
        }
        answer(exchange, 200, "image/jpeg", bytes);
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
