package org.relais.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other side of WhatsApp's Cloud API, of Telegram's Bot API and of a plain bridge: takes what they take, and answers a person's next
 * messages as told, with the bodies that they document.
 */
final class ScriptedMessenger implements AutoCloseable {

    static final String TOKEN = "a-token-of-the-messengers";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What becomes of a message. */
    enum Behaviour {
        TAKE_AND_HANG_UP,
        /** WhatsApp: more than a day has passed; a template is taken all the same. */
        WINDOW_CLOSED,
        /** WhatsApp: the template isn't known there. */
        TEMPLATE_UNKNOWN,
        /** WhatsApp: too many to one person. */
        TOO_MANY,
        /** Nobody is there: WhatsApp's 131026, Telegram's "bot was blocked", a bridge's 404. */
        GONE,
        /** The token isn't known. */
        TOKEN_UNKNOWN,
        BUSY
    }

    /**
     * A message as it came.
     *
     * @param words of ours, in a template too
     * @param template name and language, such as {@code news/fr}; empty without one
     */
    record Taken(String words, String template, String inReplyTo, String key) {}

    private final HttpServer server;
    private final Map<String, List<Taken>> taken = new ConcurrentHashMap<>();
    private final Map<String, Queue<Behaviour>> scripts = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    ScriptedMessenger(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/whatsapp/messages", this::whatsapp);
        server.createContext("/bot-secret/sendMessage", this::telegram);
        server.createContext("/bridge", this::bridge);
        server.start();
    }

    void behave(String person, Behaviour... next) {
        scripts.computeIfAbsent(person, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    List<Taken> takenFor(String person) {
        return List.copyOf(taken.getOrDefault(person, List.of()));
    }

    int callsFor(String person) {
        return calls.getOrDefault(person, 0);
    }

    private void whatsapp(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String to = body.path("to").asString("");
        JsonNode template = body.path("template");
        boolean isTemplate = body.path("type").asString("").equals("template");
        if (!isAuthorized(exchange)) {
            error(exchange, 401, 190);
            return;
        }
        if (!body.path("messaging_product").asString("").equals("whatsapp")
                || !body.path("recipient_type").asString("").equals("individual")) {
            error(exchange, 400, 100);
            return;
        }
        String words = isTemplate
                ? template.at("/components/0/parameters/0/text").asString("")
                : body.at("/text/body").asString("");
        String name = isTemplate
                ? template.path("name").asString("") + "/"
                        + template.at("/language/code").asString("")
                : "";
        switch (next(to)) {
            case null -> {
                // WhatsApp takes neither line breaks nor rows of spaces in a template's place.
                if (isTemplate && words.matches("(?s).*(\\n|\\t| {5}).*")) {
                    error(exchange, 400, 132018);
                } else {
                    take(exchange, to, words, name, "");
                    answer(
                            exchange,
                            200,
                            "{\"messages\":[{\"id\":\"wamid." + to + "\",\"message_status\":\"accepted\"}]}");
                }
            }
            case TAKE_AND_HANG_UP -> {
                take(exchange, to, words, name, "");
                exchange.close();
            }
            case WINDOW_CLOSED -> error(exchange, 400, 131047);
            case TEMPLATE_UNKNOWN -> error(exchange, 404, 132001);
            case TOO_MANY -> error(exchange, 400, 131056);
            case GONE -> error(exchange, 400, 131026);
            case TOKEN_UNKNOWN -> error(exchange, 401, 190);
            case BUSY -> error(exchange, 500, 131016);
        }
    }

    private void telegram(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String to = body.path("chat_id").asString("");
        String words = body.path("text").asString("");
        switch (next(to)) {
            case null -> {
                take(exchange, to, words, "", "");
                answer(exchange, 200, "{\"ok\":true,\"result\":{\"message_id\":1}}");
            }
            case TAKE_AND_HANG_UP -> {
                take(exchange, to, words, "", "");
                exchange.close();
            }
            case GONE -> refusal(exchange, 403, "Forbidden: bot was blocked by the user");
            case TOKEN_UNKNOWN -> refusal(exchange, 401, "Unauthorized");
            case TOO_MANY -> refusal(exchange, 429, "Too Many Requests: retry after 1");
            case BUSY -> refusal(exchange, 502, "Bad Gateway");
            case WINDOW_CLOSED, TEMPLATE_UNKNOWN -> throw new IllegalStateException("Telegram knows no such thing");
        }
    }

    private void bridge(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String to = body.path("to").asString("");
        String words = body.path("text").asString("");
        String inReplyTo = body.path("inReplyTo").asString("");
        if (!isAuthorized(exchange)) {
            answer(exchange, 401, "");
            return;
        }
        switch (next(to)) {
            case null -> {
                take(exchange, to, words, "", inReplyTo);
                answer(exchange, 200, "");
            }
            case TAKE_AND_HANG_UP -> {
                take(exchange, to, words, "", inReplyTo);
                exchange.close();
            }
            case GONE -> answer(exchange, 404, "");
            case TOKEN_UNKNOWN -> answer(exchange, 401, "");
            case TOO_MANY, BUSY -> answer(exchange, 503, "");
            case WINDOW_CLOSED, TEMPLATE_UNKNOWN -> throw new IllegalStateException("a bridge knows no such thing");
        }
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        return ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Behaviour next(String person) {
        calls.merge(person, 1, Integer::sum);
        return scripts.getOrDefault(person, new ConcurrentLinkedQueue<>()).poll();
    }

    private void take(HttpExchange exchange, String person, String words, String template, String inReplyTo) {
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        taken.computeIfAbsent(person, _ -> new CopyOnWriteArrayList<>())
                .add(new Taken(words, template, inReplyTo, key));
    }

    private static void error(HttpExchange exchange, int status, int code) throws IOException {
        answer(
                exchange,
                status,
                "{\"error\":{\"message\":\"(#" + code + ") As documented\",\"type\":\"OAuthException\",\"code\":" + code
                        + ",\"fbtrace_id\":\"A\"}}");
    }

    private static void refusal(HttpExchange exchange, int status, String description) throws IOException {
        answer(
                exchange,
                status,
                "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description + "\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
