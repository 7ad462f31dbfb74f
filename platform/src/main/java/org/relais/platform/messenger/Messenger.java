package org.relais.platform.messenger;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.relais.platform.http.TimedBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands messages to people over to a messenger. No redirect is followed, and no other address is called.
 *
 * <p>Each call throws an {@link IOException}: {@link Refusal} where the messenger will never take it, {@link NotNow} where it did not
 * take it, any other where it was handed over and what came of it is not known.
 */
public final class Messenger {

    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    /** WhatsApp's codes of limits that were reached, and of services that are away. */
    private static final Set<Integer> THROTTLED = Set.of(4, 80007, 130429, 131016, 131048, 131056, 133004, 133016);

    /** WhatsApp: more than a day has passed since the person wrote last; the first is how it said so before. */
    private static final Set<Integer> WINDOW_CLOSED = Set.of(470, 131047);

    /** WhatsApp: not to be delivered to this number, which is our own, has no WhatsApp, or lies in a country we may not write to. */
    private static final Set<Integer> NUMBER_REFUSED = Set.of(130497, 131021, 131026);

    /** WhatsApp: a value that is missing or can't be, a type of message that it doesn't know. */
    private static final Set<Integer> MESSAGE_REFUSED = Set.of(100, 131008, 131009, 131051);

    /** WhatsApp: beside a value that can't be, that the address is none of a number of ours. */
    private static final int NOT_OUR_NUMBER = 33;

    /** Of what is wrong with a request, Telegram says in words what is wrong with the chat. */
    private static final Set<String> CHAT_REFUSED =
            Set.of("chat not found", "user not found", "peer_id_invalid", "chat_id_invalid");

    /** Of a plain bridge: what is wrong with the message. All else that it answers is wrong with us, or with it. */
    private static final Set<Integer> UNFIT = Set.of(400, 413, 415, 422);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client;
    private final MessengerAccount account;

    /** @param client that follows no redirect */
    public Messenger(HttpClient client, MessengerAccount account) {
        this.client = client;
        this.account = account;
    }

    /** Why a message won't be taken, whenever it is handed over. */
    public enum Reason {
        /** Nobody is there, or whoever is there wants nothing of us. */
        NOBODY_THERE,
        /** The person wrote too long ago to be told in words of our own. */
        WINDOW_CLOSED,
        /** The message itself. */
        UNFIT
    }

    /** The messenger will never take it. */
    public static final class Refusal extends IOException {

        private final Reason reason;
        private final int code;

        Refusal(Reason reason, int code) {
            super("the messenger refused: " + reason + " " + code);
            this.reason = reason;
            this.code = code;
        }

        public Reason reason() {
            return reason;
        }

        /** WhatsApp's own, else HTTP's. */
        public int code() {
            return code;
        }
    }

    /** It did not take it, and may be asked again. */
    public static final class NotNow extends IOException {

        private final int code;
        private final boolean passing;

        NotNow(int status) {
            this(status, status);
        }

        NotNow(int status, int code) {
            super("the messenger answered " + code);
            this.code = code;
            this.passing = status == TOO_MANY || status >= SERVER_ERROR || THROTTLED.contains(code);
        }

        NotNow(IOException unreachable) {
            super("the messenger was not reached", unreachable);
            this.code = 0;
            this.passing = true;
        }

        /** Whether it passes by itself, as a limit or a fault does; a token of ours, for example, has to be put right first. */
        public boolean isPassing() {
            return passing;
        }

        /** WhatsApp's own, else HTTP's; 0 where it was not reached. */
        public int code() {
            return code;
        }
    }

    /**
     * Says something in words of our own.
     *
     * @param inReplyTo the messenger's id of what the person said; null where there is none
     * @param key under which a bridge can tell that it is handed over again; null for none
     * @return WhatsApp's id of the message, which may hold the number; null where the messenger will say nothing more of it
     */
    public @Nullable String say(String to, @Nullable String inReplyTo, String text, @Nullable String key)
            throws IOException {
        return send(MessageBody.words(account.kind(), to, inReplyTo, text), key);
    }

    /**
     * Says something in words that WhatsApp approved, with ours in their one place.
     *
     * @param template its name there
     * @param language in which it was approved, such as {@code fr}
     * @return WhatsApp's id of the message, which may hold the number
     */
    public @Nullable String sayByTemplate(
            String to, String template, String language, String text, @Nullable String key) throws IOException {
        return send(MessageBody.template(to, template, language, text), key);
    }

    /**
     * Whether WhatsApp means, by a code in its answer or in what it says later, that the person wrote too long ago to be told in words
     * of our own.
     */
    public static boolean isWindowClosed(int code) {
        return WINDOW_CLOSED.contains(code);
    }

    private @Nullable String send(Map<String, Object> body, @Nullable String key) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(account.replyUrl())
                .timeout(account.patience())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (account.token() != null) {
            request.header("Authorization", "Bearer " + account.token());
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        HttpResponse<InputStream> answer = answer(request.build());
        JsonNode said = read(answer);
        if (answer.statusCode() >= MULTIPLE_CHOICES) {
            throw switch (account.kind()) {
                case WHATSAPP -> whatsapp(answer.statusCode(), said);
                case TELEGRAM -> telegram(answer.statusCode(), said);
                case PLAIN -> plain(answer.statusCode());
            };
        }
        String id = account.kind() == MessengerKind.WHATSAPP
                ? said.path("messages").path(0).path("id").asString("")
                : "";
        return id.isEmpty() ? null : id;
    }

    private HttpResponse<InputStream> answer(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException unreachable) {
            throw new NotNow(unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** To its end, so that the connection can be used again. Whether it was taken is known by the status alone. */
    private JsonNode read(HttpResponse<InputStream> answer) {
        try (InputStream body = new TimedBody(answer.body(), account.patience())) {
            return json.readTree(body.readNBytes(LONGEST_ANSWER));
        } catch (IOException | JacksonException brokenOffOrNotJson) {
            return json.createObjectNode();
        }
    }

    /** What has no code was said by something before WhatsApp; what isn't known to be final is about us, and can be put right. */
    private static IOException whatsapp(int status, JsonNode said) {
        JsonNode error = said.path("error");
        int code = error.path("code").asInt(0);
        if (isWindowClosed(code)) {
            return new Refusal(Reason.WINDOW_CLOSED, code);
        }
        if (NUMBER_REFUSED.contains(code)) {
            return new Refusal(Reason.NOBODY_THERE, code);
        }
        boolean unfit =
                MESSAGE_REFUSED.contains(code) && error.path("error_subcode").asInt(0) != NOT_OUR_NUMBER;
        return unfit ? new Refusal(Reason.UNFIT, code) : new NotNow(status, code == 0 ? status : code);
    }

    /** A token that Telegram doesn't know is answered with 401 or 404. */
    private static IOException telegram(int status, JsonNode said) {
        String description = said.path("description").asString("").toLowerCase(Locale.ROOT);
        if (description.isEmpty() || status != BAD_REQUEST && status != FORBIDDEN) {
            return new NotNow(status);
        }
        boolean nobody = status == FORBIDDEN || CHAT_REFUSED.stream().anyMatch(description::contains);
        return new Refusal(nobody ? Reason.NOBODY_THERE : Reason.UNFIT, status);
    }

    private static IOException plain(int status) {
        if (status == NOT_FOUND || status == GONE) {
            return new Refusal(Reason.NOBODY_THERE, status);
        }
        return UNFIT.contains(status) ? new Refusal(Reason.UNFIT, status) : new NotNow(status);
    }
}
