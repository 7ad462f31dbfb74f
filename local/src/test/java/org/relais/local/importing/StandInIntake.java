package org.relais.local.importing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as intake does, and can be made to be busy or to go away; for retrying and resuming alone. */
final class StandInIntake implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REFUSED = """
        {"title": "Refused", "errors": [{"pointer": "/serviceCode", "code": "unknown", "detail": "No such service."}]}\
        """;

    private static final String KEY_USED = """
        {"title": "Refused", "errors": [{"pointer": "header:Idempotency-Key", "code": "idempotency_key_reused", "detail": "Used."}]}\
        """;

    private final HttpServer server;
    private final Map<String, JsonNode> filed = new ConcurrentHashMap<>();
    private volatile @Nullable String token;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger busyFor = new AtomicInteger();
    private final AtomicInteger foreign = new AtomicInteger();
    private final AtomicInteger goesAwayAfter = new AtomicInteger(Integer.MAX_VALUE);

    StandInIntake() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/service-requests", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Requests by idempotency key. */
    Map<String, JsonNode> filed() {
        return Map.copyOf(filed);
    }

    int calls() {
        return calls.get();
    }

    void takesOnly(String accessToken) {
        token = accessToken;
    }

    /** Another server, that answers so whatever it is asked. */
    void isSomebodyElse(int status) {
        foreign.set(status);
    }

    void isBusyFor(int requests) {
        busyFor.set(requests);
    }

    void goesAwayAfter(int requests) {
        goesAwayAfter.set(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            calls.incrementAndGet();
            String wanted = token;
            if (wanted != null
                    && !("Bearer " + wanted).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (foreign.get() != 0) {
                exchange.sendResponseHeaders(foreign.get(), -1);
            } else if (goesAwayAfter.getAndDecrement() <= 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (busyFor.getAndDecrement() > 0) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                exchange.sendResponseHeaders(429, -1);
            } else if (body.path("serviceCode").asString("").equals("nonsense")) {
                send(exchange, 422, REFUSED);
            } else {
                file(exchange, body);
            }
        }
    }

    private void file(HttpExchange exchange, JsonNode body) throws IOException {
        JsonNode before = filed.putIfAbsent(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
        if (before != null && !before.equals(body)) {
            send(exchange, 422, KEY_USED);
            return;
        }
        if (before != null) {
            exchange.getResponseHeaders().add("Idempotent-Replayed", "true");
        }
        send(exchange, 201, "{\"status\": \"submitted\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
