package org.relais.intake.messenger.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.messenger.IncomingMessage;
import org.relais.platform.messenger.Messenger;
import org.relais.platform.messenger.MessengerKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages in what a provider sends, and what became of ours. Anything else (an edit, a reaction) is none of our business. */
final class Payloads {

    /** What WhatsApp puts among the messages though nobody says anything by it. */
    private static final Set<String> NOTHING_SAID =
            Set.of("reaction", "system", "unsupported", "sticker", "request_welcome");

    /** What WhatsApp calls messages of which all is taken in. */
    private static final Set<String> UNDERSTOOD = Set.of("text", "image", "location", "button");

    /** What Telegram puts into messages that can't be taken in. */
    private static final List<String> NOT_TAKEN_IN = List.of(
            "voice",
            "audio",
            "video",
            "video_note",
            "animation",
            "contact",
            "poll",
            "story",
            "paid_media",
            "checklist");

    /** Said by a person's program as they open the conversation, with what stood in the link that led there. */
    private static final Pattern OPENING = Pattern.compile("/start(?: .*)?");

    private static final int DEEPEST = 24;
    private static final int LONGEST_ID = 200;
    private static final int MOST_PHOTOS = 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private Payloads() {}

    /**
     * What was read.
     *
     * @param unnamed how many messages had no id or no sender, so that nothing can be made of them
     * @param receipts what became of messages of ours
     */
    record Read(List<IncomingMessage> messages, int unnamed, List<MessengerReceipt> receipts) {

        Read {
            messages = List.copyOf(messages);
            receipts = List.copyOf(receipts);
        }
    }

    /** Empty where it is no JSON object, or has nothing in it but messages without an id or a sender. */
    static Optional<Read> read(byte[] body, MessengerKind kind, Instant now) {
        try {
            JsonNode root = JSON.readTree(body);
            if (!root.isObject()) {
                return Optional.empty();
            }
            List<IncomingMessage> messages = switch (kind) {
                case WHATSAPP -> whatsapp(root, now);
                case TELEGRAM -> telegram(root, now);
                case PLAIN -> List.of(plain(root, now));
            };
            List<IncomingMessage> named =
                    messages.stream().filter(Payloads::isNamed).toList();
            return named.isEmpty() && !messages.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Read(named, messages.size() - named.size(), receipts(root, kind)));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** WhatsApp alone says what became of messages. */
    private static List<MessengerReceipt> receipts(JsonNode root, MessengerKind kind) {
        return switch (kind) {
            case WHATSAPP ->
                root.path("entry")
                        .valueStream()
                        .flatMap(entry -> entry.path("changes").valueStream())
                        .flatMap(change -> change.path("value").path("statuses").valueStream())
                        .flatMap(status -> receipt(status).stream())
                        .toList();
            case TELEGRAM, PLAIN -> List.of();
        };
    }

    /** That it was taken is known; who read it has it. */
    private static Optional<MessengerReceipt> receipt(JsonNode status) {
        String id = text(status, "id");
        if (!isName(id)) {
            return Optional.empty();
        }
        return switch (text(status, "status")) {
            case "delivered", "read" -> Optional.of(new MessengerReceipt(id, MessengerReceipt.DELIVERED));
            case "failed" -> {
                boolean windowClosed = status.path("errors")
                        .valueStream()
                        .anyMatch(error ->
                                Messenger.isWindowClosed(error.path("code").asInt(0)));
                yield Optional.of(new MessengerReceipt(
                        id, windowClosed ? MessengerReceipt.WINDOW_CLOSED : MessengerReceipt.NOT_DELIVERED));
            }
            default -> Optional.empty();
        };
    }

    private static boolean isNamed(IncomingMessage message) {
        return isName(message.id()) && isName(message.from());
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID && text.indexOf('\n') < 0;
    }

    private static List<IncomingMessage> whatsapp(JsonNode root, Instant now) {
        List<IncomingMessage> messages = new ArrayList<>();
        for (JsonNode entry : root.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                JsonNode value = change.path("value");
                for (JsonNode message : value.path("messages")) {
                    if (!NOTHING_SAID.contains(text(message, "type"))) {
                        messages.add(whatsapp(message, value.path("contacts"), now));
                    }
                }
            }
        }
        return messages;
    }

    private static IncomingMessage whatsapp(JsonNode message, JsonNode contacts, Instant now) {
        String from = text(message, "from");
        String name = null;
        for (JsonNode contact : contacts) {
            if (text(contact, "wa_id").equals(from)) {
                name = textOrNull(contact.path("profile"), "name");
            }
        }
        String type = text(message, "type");
        JsonNode image = message.path("image");
        JsonNode document = message.path("document");
        JsonNode picture = isPicture(document) ? document : image;
        JsonNode interactive = message.path("interactive");
        String chosen = firstOf(
                text(message.path("button"), "text"),
                text(interactive.path("button_reply"), "title"),
                text(interactive.path("list_reply"), "title"));
        boolean understood = UNDERSTOOD.contains(type)
                || type.equals("interactive") && !chosen.isEmpty()
                || type.equals("document") && isPicture(document);
        return new IncomingMessage(
                text(message, "id"),
                from,
                "+" + from,
                name,
                firstOf(text(message.path("text"), "body"), chosen, text(message.path(type), "caption")),
                place(message.path("location")),
                ids(textOrNull(picture, "id")),
                !understood,
                message.path("group_id").isMissingNode(),
                now);
    }

    /** A picture that is sent as a file keeps what a camera wrote into it, and is one all the same. */
    private static boolean isPicture(JsonNode document) {
        return text(document, "mime_type").startsWith("image/");
    }

    private static String firstOf(String... texts) {
        return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    private static List<IncomingMessage> telegram(JsonNode root, Instant now) {
        JsonNode message = root.path("message");
        if (!message.isObject() || message.has("sticker")) {
            return List.of();
        }
        JsonNode chat = message.path("chat");
        JsonNode sender = message.path("from");
        // Of one picture in several sizes the last is the largest.
        JsonNode sizes = message.path("photo");
        JsonNode document = message.path("document");
        String photo = textOrNull(isPicture(document) ? document : sizes.path(sizes.size() - 1), "file_id");
        JsonNode venue = message.path("venue");
        String text = text(message, "text");
        return List.of(new IncomingMessage(
                text(chat, "id") + "/" + text(message, "message_id"),
                text(chat, "id"),
                null,
                Stream.of(text(sender, "first_name"), text(sender, "last_name"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(" "), name -> name.isEmpty() ? null : name)),
                OPENING.matcher(text).matches() ? "/start" : firstOf(text, text(message, "caption")),
                venue.isObject()
                        ? place(venue.path("location"), textOrNull(venue, "address"))
                        : place(message.path("location")),
                ids(photo),
                NOT_TAKEN_IN.stream().anyMatch(message::has) || document.isObject() && !isPicture(document),
                text(chat, "type").equals("private") && !sender.path("is_bot").asBoolean(false),
                now));
    }

    private static IncomingMessage plain(JsonNode message, Instant now) {
        return new IncomingMessage(
                text(message, "id"),
                text(message, "from"),
                textOrNull(message, "phone"),
                textOrNull(message, "name"),
                text(message, "text"),
                place(message.path("location")),
                message.path("photos")
                        .valueStream()
                        .map(JsonNode::asString)
                        .limit(MOST_PHOTOS)
                        .toList(),
                false,
                true,
                now);
    }

    private static @Nullable Place place(JsonNode location) {
        String address = textOrNull(location, "address");
        return place(location, address == null ? textOrNull(location, "name") : address);
    }

    private static @Nullable Place place(JsonNode location, @Nullable String address) {
        JsonNode latitude = location.path("latitude");
        JsonNode longitude = location.path("longitude");
        return latitude.isNumber() && longitude.isNumber()
                ? new Place(latitude.doubleValue(), longitude.doubleValue(), address)
                : address == null ? null : new Place(null, null, address);
    }

    private static List<String> ids(@Nullable String id) {
        return id == null ? List.of() : List.of(id);
    }

    /** Numbers too, since ids are sometimes one and sometimes the other. */
    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() || value.isIntegralNumber() ? value.asString().strip() : "";
    }

    private static @Nullable String textOrNull(JsonNode node, String name) {
        String text = text(node, name);
        return text.isEmpty() ? null : text;
    }
}
