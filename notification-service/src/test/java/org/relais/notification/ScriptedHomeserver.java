package org.relais.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A homeserver that takes what is said in rooms, once a transaction, and can be told how to treat the next. */
final class ScriptedHomeserver implements AutoCloseable {

    static final String TOKEN = "syt_a-token-of-the-account";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What becomes of a message. */
    enum Behaviour {
        TAKE_AND_HANG_UP,
        FORBID,
        BUSY
    }

    record Said(String room, String kind, String words) {}

    private final HttpServer server;
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final Map<String, Said> transactions = new ConcurrentHashMap<>();
    private final Map<String, Queue<Behaviour>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    ScriptedHomeserver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/_matrix/client/v3/rooms/", this::send);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void behave(String room, Behaviour... next) {
        scripts.computeIfAbsent(room, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    List<Said> saidIn(String room) {
        return said.stream().filter(one -> one.room().equals(room)).toList();
    }

    int callsFor(String room) {
        return calls.getOrDefault(room, 0);
    }

    private void send(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getRawPath().split("/");
        String room = URLDecoder.decode(path[5], StandardCharsets.UTF_8);
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.merge(room, 1, Integer::sum);
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\"}");
            return;
        }
        Behaviour behaviour =
                scripts.getOrDefault(room, new ConcurrentLinkedQueue<>()).poll();
        if (behaviour == Behaviour.FORBID) {
            answer(exchange, 403, "{\"errcode\":\"M_FORBIDDEN\"}");
            return;
        }
        if (behaviour == Behaviour.BUSY) {
            answer(exchange, 429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":50}");
            return;
        }
        var content = JSON.readTree(body);
        transactions.computeIfAbsent(path[8], _ -> {
            Said one = new Said(
                    room,
                    content.path("msgtype").asString(""),
                    content.path("body").asString(""));
            said.add(one);
            return one;
        });
        if (behaviour == Behaviour.TAKE_AND_HANG_UP) {
            exchange.close();
            return;
        }
        answer(exchange, 200, "{\"event_id\":\"$" + path[8] + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
