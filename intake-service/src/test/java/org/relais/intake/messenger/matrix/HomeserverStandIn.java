package org.relais.intake.messenger.matrix;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.TestPictures;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A homeserver with what a bot needs of it, as the client-server API's specification (1.11) says: sync with positions, filters and
 * gaps, invitations, rooms' history and members, messages sent once a transaction, media for those who may.
 */
public final class HomeserverStandIn {

    public static final String BOT = "@mairie:town.example";
    public static final String TOKEN = "syt_a-token-of-the-account";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<Happened> stream = new ArrayList<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final Map<String, String> transactions = new HashMap<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private final Map<String, Integer> away = new HashMap<>();
    private final Map<String, List<Long>> refusedAt = new HashMap<>();
    private int mostInATimeline = Integer.MAX_VALUE;
    private int ids;
    private int syncs;

    private record Happened(String room, ObjectNode event) {}

    private static final class Room {
        private final Map<String, String> members = new LinkedHashMap<>();
        private final Set<String> left = new HashSet<>();
        private int invitedAt = -1;
        private int joinedAt = -1;
    }

    private HomeserverStandIn(HttpServer server) {
        this.server = server;
    }

    public static HomeserverStandIn start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            HomeserverStandIn homeserver = new HomeserverStandIn(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", homeserver::serve);
            server.start();
            return homeserver;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A person makes a room and invites the bot. */
    synchronized String invite(String person, String... others) {
        String id = makesRoom(person, others);
        invites(id, person);
        return id;
    }

    /** A person makes a room. */
    synchronized String makesRoom(String person, String... others) {
        String id = "!room" + ++ids + ":town.example";
        Room room = new Room();
        room.members.put(person, "Ada " + person);
        for (String other : others) {
            room.members.put(other, other);
        }
        rooms.put(id, room);
        happened(id, person, "m.room.create", "{}");
        return id;
    }

    synchronized void invites(String room, String person) {
        room(room).invitedAt = stream.size();
        happened(room, person, "m.room.member", "{\"membership\": \"invite\"}");
    }

    /** A person says something, as JSON of the message's content. */
    synchronized String says(String room, String person, String content) {
        return happened(room, person, "m.room.message", content);
    }

    String writes(String room, String person, String text) {
        return says(room, person, JSON.writeValueAsString(Map.of("msgtype", "m.text", "body", text)));
    }

    synchronized String happened(String room, String person, String type, String content) {
        String id = "$event" + ++ids;
        ObjectNode event = JSON.createObjectNode();
        event.put("event_id", id);
        event.put("sender", person);
        event.put("type", type);
        event.put("origin_server_ts", 1_790_000_000_000L + ids);
        event.set("content", JSON.readTree(content));
        if (type.equals("m.room.member")) {
            event.put("state_key", content.contains("invite") ? BOT : person);
        }
        stream.add(new Happened(room, event));
        notifyAll();
        return id;
    }

    synchronized String senderOf(String event) {
        return stream.stream()
                .map(Happened::event)
                .filter(happened -> happened.path("event_id").asString("").equals(event))
                .map(happened -> happened.path("sender").asString(""))
                .findFirst()
                .orElseThrow();
    }

    /** A person takes a message back: it loses its content, and everyone is told. */
    synchronized void redacts(String room, String person, String what) {
        for (Happened happened : stream) {
            if (happened.event().path("event_id").asString("").equals(what)) {
                happened.event().set("content", JSON.createObjectNode());
            }
        }
        happened(room, person, "m.room.redaction", "{\"redacts\": \"" + what + "\"}");
    }

    synchronized void comesIn(String room, String person) {
        room(room).members.put(person, person);
        happened(room, person, "m.room.member", "{\"membership\": \"join\"}");
    }

    synchronized void goesAway(String room, String person) {
        room(room).members.remove(person);
        happened(room, person, "m.room.member", "{\"membership\": \"leave\"}");
    }

    /** From now on so many calls whose path holds this are answered that it is too much. */
    synchronized void isBusyFor(String path, int times) {
        busy.put(path, times);
    }

    /** Whether all calls that were to be too much were. */
    synchronized boolean wasBusyFor(String path) {
        return busy.getOrDefault(path, 0) == 0;
    }

    /** How much time there was between one call with this path that was too much and the next. */
    synchronized List<Duration> waitsFor(String path) {
        List<Long> times = refusedAt.getOrDefault(path, List.of());
        return IntStream.range(1, times.size())
                .mapToObj(call -> Duration.ofNanos(times.get(call) - times.get(call - 1)))
                .toList();
    }

    /** From now on so many calls whose path holds this get what a proxy says while the homeserver behind it starts. */
    synchronized void isAwayFor(String path, int times) {
        away.put(path, times);
    }

    synchronized boolean wasAwayFor(String path) {
        return away.getOrDefault(path, 0) == 0;
    }

    /** A server may give less than it was asked for. */
    synchronized void givesAtMost(int events) {
        mostInATimeline = events;
    }

    synchronized boolean isBotIn(String room) {
        return room(room).members.containsKey(BOT);
    }

    synchronized boolean hasLeft(String room) {
        return room(room).left.contains(BOT);
    }

    /** What the bot said in a room. */
    synchronized List<JsonNode> saidIn(String room) {
        return stream.stream()
                .filter(happened -> happened.room().equals(room))
                .map(Happened::event)
                .filter(event -> event.path("sender").asString("").equals(BOT))
                .filter(event -> event.path("type").asString("").equals("m.room.message"))
                .<JsonNode>map(event -> event.path("content"))
                .toList();
    }

    List<String> repliesIn(String room) {
        return saidIn(room).stream()
                .map(content -> content.path("body").asString(""))
                .toList();
    }

    synchronized int syncs() {
        return syncs;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, error("M_UNKNOWN_TOKEN"));
            } else if (isOneOf(away, path)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (isOneOf(busy, path)) {
                ObjectNode limited = error("M_LIMIT_EXCEEDED");
                limited.put("retry_after_ms", 50);
                answer(exchange, 429, limited);
            } else {
                route(exchange, path, query(exchange.getRequestURI().getRawQuery()), body);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOneOf(Map<String, Integer> calls, String path) {
        for (Map.Entry<String, Integer> entry : calls.entrySet()) {
            if ((decoded(path) + "/").contains(entry.getKey() + "/") && entry.getValue() > 0) {
                entry.setValue(entry.getValue() - 1);
                refusedAt
                        .computeIfAbsent(entry.getKey(), none -> new ArrayList<>())
                        .add(System.nanoTime());
                return true;
            }
        }
        return false;
    }

    private void route(HttpExchange exchange, String path, Map<String, String> query, byte[] body)
            throws IOException, InterruptedException {
        if (path.startsWith("/_matrix/client/v1/media/download/")) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            byte[] picture = TestPictures.jpeg(240 + name.length(), 90);
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, picture.length);
            exchange.getResponseBody().write(picture);
            return;
        }
        String prefix = "/_matrix/client/v3/";
        List<String> parts = Arrays.stream(
                        path.substring(Math.min(prefix.length(), path.length())).split("/"))
                .map(HomeserverStandIn::decoded)
                .toList();
        String method = exchange.getRequestMethod();
        ObjectNode said = switch (method + " " + parts.getFirst()) {
            case "GET account" -> whoAmI();
            case "GET sync" -> sync(query);
            case "GET rooms" ->
                parts.get(2).equals("joined_members") ? members(parts.get(1)) : messages(parts.get(1), query);
            case "POST rooms" -> change(parts.get(1), parts.get(2));
            case "PUT rooms" -> send(parts.get(1), parts.get(4), JSON.readTree(body));
            default -> error("M_UNRECOGNIZED");
        };
        String errcode = said.path("errcode").asString("");
        answer(exchange, errcode.isEmpty() ? 200 : errcode.equals("M_FORBIDDEN") ? 403 : 404, said);
    }

    private Room room(String id) {
        return Objects.requireNonNull(rooms.get(id));
    }

    private static String asked(Map<String, String> query, String name) {
        return Objects.requireNonNull(query.get(name));
    }

    private static ObjectNode whoAmI() {
        ObjectNode said = JSON.createObjectNode();
        said.put("user_id", BOT);
        return said;
    }

    private synchronized ObjectNode sync(Map<String, String> query) throws InterruptedException {
        syncs++;
        JsonNode timeline = JSON.readTree(asked(query, "filter")).at("/room/timeline");
        String since = query.get("since");
        long until = System.nanoTime() + Long.parseLong(query.getOrDefault("timeout", "0")) * 1_000_000;
        int from = since == null ? 0 : Integer.parseInt(since.substring(1));
        ObjectNode said = news(from, since == null, timeline);
        while (since != null
                && said.at("/rooms/join").isEmpty()
                && said.at("/rooms/invite").isEmpty()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
            said = news(from, false, timeline);
        }
        return said;
    }

    private ObjectNode news(int from, boolean first, JsonNode filter) {
        ObjectNode said = JSON.createObjectNode();
        said.put("next_batch", "s" + stream.size());
        ObjectNode joined = JSON.createObjectNode();
        ObjectNode invited = JSON.createObjectNode();
        rooms.forEach((id, room) -> {
            if (room.members.containsKey(BOT)) {
                // Who just came in is told what was said before, as far as it may be seen.
                ObjectNode timeline = timeline(id, room.joinedAt >= from ? 0 : from, filter);
                if (first || !timeline.path("events").isEmpty()) {
                    joined.putObject(id).set("timeline", timeline);
                }
            } else if (!room.left.contains(BOT) && room.invitedAt >= from) {
                invited.putObject(id).putObject("invite_state").putArray("events");
            }
        });
        ObjectNode all = said.putObject("rooms");
        all.set("join", joined);
        all.set("invite", invited);
        return said;
    }

    private ObjectNode timeline(String room, int from, JsonNode filter) {
        int limit = Math.min(filter.path("limit").asInt(10), mostInATimeline);
        List<Integer> fit = positions(room, from, stream.size(), filter);
        List<Integer> last = fit.subList(Math.max(0, fit.size() - limit), fit.size());
        ObjectNode timeline = JSON.createObjectNode();
        ArrayNode events = timeline.putArray("events");
        last.forEach(position -> events.add(stream.get(position).event().deepCopy()));
        timeline.put("limited", last.size() < fit.size());
        timeline.put("prev_batch", "s" + (last.isEmpty() ? from : last.getFirst()));
        return timeline;
    }

    private List<Integer> positions(String room, int from, int to, JsonNode filter) {
        Set<String> types =
                filter.path("types").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        List<Integer> positions = new ArrayList<>();
        for (int position = from; position < to; position++) {
            Happened happened = stream.get(position);
            if (happened.room().equals(room)
                    && types.contains(happened.event().path("type").asString(""))) {
                positions.add(position);
            }
        }
        return positions;
    }

    private synchronized ObjectNode messages(String room, Map<String, String> query) {
        if (!isBotIn(room)) {
            return error("M_FORBIDDEN");
        }
        int from = Integer.parseInt(asked(query, "from").substring(1));
        int to = Integer.parseInt(query.getOrDefault("to", "s0").substring(1));
        int limit = Math.min(Integer.parseInt(asked(query, "limit")), mostInATimeline);
        List<Integer> fit = positions(room, Math.min(to, from), from, JSON.readTree(asked(query, "filter")));
        List<Integer> last = fit.subList(Math.max(0, fit.size() - limit), fit.size());
        ObjectNode said = JSON.createObjectNode();
        said.put("start", asked(query, "from"));
        ArrayNode chunk = said.putArray("chunk");
        last.reversed()
                .forEach(position -> chunk.add(stream.get(position).event().deepCopy()));
        if (!last.isEmpty()) {
            said.put("end", "s" + last.getFirst());
        }
        return said;
    }

    private synchronized ObjectNode members(String room) {
        if (!isBotIn(room)) {
            return error("M_FORBIDDEN");
        }
        ObjectNode said = JSON.createObjectNode();
        ObjectNode joined = said.putObject("joined");
        room(room).members.forEach((user, name) -> joined.putObject(user).put("display_name", name));
        return said;
    }

    private synchronized ObjectNode change(String id, String how) {
        Room room = room(id);
        switch (how) {
            case "join" -> {
                if (room.invitedAt < 0) {
                    return error("M_FORBIDDEN");
                }
                room.joinedAt = stream.size();
                room.members.put(BOT, "Mairie");
                happened(id, BOT, "m.room.member", "{\"membership\": \"join\"}");
            }
            case "leave" -> {
                room.members.remove(BOT);
                room.left.add(BOT);
                happened(id, BOT, "m.room.member", "{\"membership\": \"leave\"}");
            }
            default -> {
                // Forgotten.
            }
        }
        return JSON.createObjectNode();
    }

    private synchronized ObjectNode send(String room, String transaction, JsonNode content) {
        if (!isBotIn(room)) {
            return error("M_FORBIDDEN");
        }
        String event = transactions.computeIfAbsent(
                room + " " + transaction, none -> says(room, BOT, JSON.writeValueAsString(content)));
        ObjectNode said = JSON.createObjectNode();
        said.put("event_id", event);
        return said;
    }

    private static ObjectNode error(String errcode) {
        ObjectNode error = JSON.createObjectNode();
        error.put("errcode", errcode);
        error.put("error", "as the specification says");
        return error;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], decoded(pair[1]));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
