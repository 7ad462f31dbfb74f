package org.relais.platform.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.relais.platform.http.TimedBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The few calls of Matrix's client-server API that a conversation needs, as an account of the homeserver. No redirect is followed, and
 * no other host is called.
 *
 * <p>Each throws an {@link IOException}: {@link Refusal} and {@link NotNow} where the homeserver answered, any other where it did not.
 */
public final class Homeserver {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final int LARGEST_ANSWER = 32 * 1024 * 1024;
    private static final int MOST_PAGES = 50;
    private static final int PAGE = 100;
    private static final int OK = 200;
    private static final int CLIENT_ERROR = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /** A server's name and the name of something it keeps. */
    private static final Pattern MXC = Pattern.compile("mxc://([A-Za-z0-9.:\\[\\]-]{1,255})/([A-Za-z0-9_-]{1,255})");

    /** What is told of rooms: what people say, take back, and who comes and goes. */
    private static final String TIMELINE = """
        {"types":["m.room.message","m.room.encrypted","m.room.redaction","m.room.member"],"limit":%d}\
        """.formatted(PAGE);

    private static final String FILTER = """
        {"presence":{"types":[]},"account_data":{"types":[]},"room":{"state":{"types":[]},"ephemeral":{"types":[]},\
        "account_data":{"types":[]},"timeline":%s}}\
        """.formatted(TIMELINE);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client;
    private final String base;
    private final String token;
    private final Duration patience;
    private final Duration mediaPatience;

    private volatile @Nullable CompletableFuture<?> waiting;

    public Homeserver(HomeserverAccount account) {
        this.base = account.homeserver().toString().replaceAll("/+$", "");
        this.token = account.accessToken();
        this.patience = account.patience();
        this.mediaPatience = account.mediaPatience();
        this.client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The homeserver will have none of it, whenever it is asked. */
    public static final class Refusal extends IOException {

        private final int status;
        private final String errcode;

        Refusal(int status, String errcode) {
            super("the homeserver answered " + status + " " + errcode);
            this.status = status;
            this.errcode = errcode;
        }

        /** As HTTP has it. */
        public int status() {
            return status;
        }

        /** As Matrix has it, such as {@code M_FORBIDDEN}. */
        public String errcode() {
            return errcode;
        }
    }

    /** It may be asked again. */
    public static final class NotNow extends IOException {

        private final int status;
        private final String errcode;
        private final Duration after;

        NotNow(int status, String errcode, Duration after) {
            super("the homeserver answered " + status + " " + errcode);
            this.status = status;
            this.errcode = errcode;
            this.after = after;
        }

        /** As HTTP has it. */
        public int status() {
            return status;
        }

        /** Empty where something before the homeserver answered. */
        public String errcode() {
            return errcode;
        }

        /** How long it asked us to wait; zero where it did not say. */
        public Duration after() {
            return after;
        }
    }

    /** The account's own name, such as {@code @town:town.example}. */
    public String whoAmI() throws IOException {
        return call(get(CLIENT + "/account/whoami")).path("user_id").asString("");
    }

    /**
     * What is new.
     *
     * @param since where the last answer ended; null for the first, which does not wait
     * @param longest how long the homeserver may wait for something new
     */
    public JsonNode sync(@Nullable String since, Duration longest) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("filter", FILTER);
        query.put("set_presence", "offline");
        query.put("timeout", Long.toString(since == null ? 0 : longest.toMillis()));
        if (since != null) {
            query.put("since", since);
        }
        HttpRequest request = authorized(URI.create(base + CLIENT + "/sync" + written(query)))
                .timeout(longest.plus(patience).plus(patience))
                .GET()
                .build();
        CompletableFuture<HttpResponse<InputStream>> answer = client.sendAsync(request, BodyHandlers.ofInputStream());
        waiting = answer;
        try {
            return read(answer.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException unreachable ? unreachable : new IOException(failed);
        } catch (CancellationException stopped) {
            throw new IOException("stopped waiting", stopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        } finally {
            waiting = null;
        }
    }

    /** Ends the waiting for something new, if somebody waits. */
    public void stopWaiting() {
        CompletableFuture<?> answer = waiting;
        if (answer != null) {
            answer.cancel(true);
        }
    }

    /**
     * What a room has had between two places, the oldest first.
     *
     * @param from where an answer's room began
     * @param to where the answer before it ended; null for all there is
     * @param enough tells an event before which nothing is wanted
     */
    public List<JsonNode> between(String room, String from, @Nullable String to, Predicate<JsonNode> enough)
            throws IOException {
        List<JsonNode> events = new ArrayList<>();
        String at = from;
        for (int page = 0; page < MOST_PAGES && !at.isEmpty(); page++) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("dir", "b");
            query.put("from", at);
            if (to != null) {
                query.put("to", to);
            }
            query.put("limit", Integer.toString(PAGE));
            query.put("filter", TIMELINE);
            JsonNode answer = call(get(CLIENT + "/rooms/" + segment(room) + "/messages" + written(query)));
            answer.path("chunk").forEach(events::add);
            at = events.stream().anyMatch(enough) ? "" : answer.path("end").asString("");
        }
        return events.reversed();
    }

    /** Who is in a room, with what they call themselves. */
    public Map<String, String> members(String room) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        call(get(CLIENT + "/rooms/" + segment(room) + "/joined_members"))
                .path("joined")
                .forEachEntry((user, profile) ->
                        members.put(user, profile.path("display_name").asString("")));
        return members;
    }

    public void join(String room) throws IOException {
        post("/rooms/" + segment(room) + "/join");
    }

    /** Leaves a room, or declines to come. */
    public void leave(String room) throws IOException {
        post("/rooms/" + segment(room) + "/leave");
        post("/rooms/" + segment(room) + "/forget");
    }

    /**
     * Says something as a machine does, so that no machine answers.
     *
     * @param transaction under which it is said once, however often it is sent
     */
    public void say(String room, String text, String transaction) throws IOException {
        byte[] body = json.writeValueAsBytes(Map.of("msgtype", "m.notice", "body", text));
        String path = CLIENT + "/rooms/" + segment(room) + "/send/m.room.message/" + segment(transaction);
        call(authorized(URI.create(base + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(body)));
    }

    /** A picture by its address in Matrix. */
    public InputStream picture(String address) throws IOException {
        Matcher mxc = MXC.matcher(address);
        if (!mxc.matches()) {
            throw new IOException("not the address of a picture");
        }
        String path = "/download/" + segment(mxc.group(1)) + "/" + segment(mxc.group(2));
        try {
            return open("/_matrix/client/v1/media" + path);
        } catch (Refusal refusal) {
            if (!refusal.errcode().equals("M_UNRECOGNIZED")) {
                throw refusal;
            }
            // From before Matrix 1.11.
            return open("/_matrix/media/v3" + path);
        }
    }

    private InputStream open(String path) throws IOException {
        HttpResponse<InputStream> answer = send(get(path));
        if (answer.statusCode() != OK) {
            read(answer);
            throw new IOException("the homeserver answered " + answer.statusCode());
        }
        return new TimedBody(answer.body(), mediaPatience);
    }

    private void post(String path) throws IOException {
        call(authorized(URI.create(base + CLIENT + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }

    private HttpRequest.Builder get(String path) {
        return authorized(URI.create(base + path)).GET();
    }

    private HttpRequest.Builder authorized(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    }

    private JsonNode call(HttpRequest.Builder request) throws IOException {
        return read(send(request));
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(patience).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private JsonNode read(HttpResponse<InputStream> answer) throws IOException {
        int status = answer.statusCode();
        JsonNode said;
        try (InputStream body = new TimedBody(answer.body(), patience)) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw new IOException("the homeserver's answer is too large");
            }
            said = json.readTree(bytes);
        } catch (JacksonException notJson) {
            if (status == OK) {
                throw new IOException("the homeserver's answer can't be read", notJson);
            }
            said = json.createObjectNode();
        }
        if (status == OK) {
            return said;
        }
        String errcode = said.path("errcode").asString("");
        // What has no code was said by something before the homeserver, and a token that isn't known by one for its
        // operator.
        boolean ours = status >= CLIENT_ERROR && status < SERVER_ERROR && status != TOO_MANY && status != UNAUTHORIZED;
        if (ours && !errcode.isEmpty()) {
            throw new Refusal(status, errcode);
        }
        throw new NotNow(
                status, errcode, Duration.ofMillis(said.path("retry_after_ms").asLong(0)));
    }

    private static String written(Map<String, String> query) {
        StringBuilder written = new StringBuilder();
        query.forEach((name, value) -> written.append(written.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(segment(value)));
        return written.toString();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
