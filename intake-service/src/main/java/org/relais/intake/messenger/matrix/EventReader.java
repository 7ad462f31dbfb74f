package org.relais.intake.messenger.matrix;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.messenger.IncomingMessage;
import tools.jackson.databind.JsonNode;

/** Reads the events of rooms: what people say, and nothing else. */
final class EventReader {

    /** Kinds of messages that nobody says anything by: machines', and what clients say to each other. */
    private static final Set<String> NOT_SAID = Set.of("m.notice", "m.server_notice", "m.key.verification.request");

    private static final Pattern GEO =
            Pattern.compile("geo:(-?\\d{1,2}(?:\\.\\d+)?),(-?\\d{1,3}(?:\\.\\d+)?)(?:[,;?].*)?");

    private static final double FARTHEST_NORTH = 90;
    private static final double FARTHEST_EAST = 180;
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_ADDRESS = 200;

    private EventReader() {}

    /**
     * @param me the account's own name
     * @param name what the sender calls themselves
     */
    static Heard read(JsonNode event, String room, String me, @Nullable String name, Instant now) {
        String eventId = event.path("event_id").asString("");
        String sender = event.path("sender").asString("");
        JsonNode content = event.path("content");
        if (!isName(eventId) || !isName(sender) || sender.equals(me)) {
            return new Heard.Nothing();
        }
        return switch (event.path("type").asString("")) {
            case "m.room.encrypted" -> content.isEmpty() ? new Heard.Nothing() : new Heard.Encrypted(eventId);
            case "m.room.redaction" -> takenBack(event, eventId, sender);
            case "m.room.message" ->
                message(content, eventId, sender, room, name, now)
                        .<Heard>map(message -> new Heard.Message(eventId, message))
                        .orElseGet(Heard.Nothing::new);
            default -> new Heard.Nothing();
        };
    }

    /**
     * Under which a message is known: by who said it too, since anybody may name an event of somebody else's to change or take back.
     */
    static String key(String sender, String eventId) {
        // Names hold no line break.
        return sender + "\n" + eventId;
    }

    /** The same for an event as it came. */
    static String key(JsonNode event) {
        return key(event.path("sender").asString(""), event.path("event_id").asString(""));
    }

    /** Whether the account is invited by it. */
    static boolean isInvitation(JsonNode event, String me) {
        return becomes(event, me, "invite");
    }

    /** Whether the account comes in by it, and does not merely change its name. */
    static boolean isComingIn(JsonNode event, String me) {
        return becomes(event, me, "join")
                && !event.at("/unsigned/prev_content/membership").asString("").equals("join");
    }

    private static boolean becomes(JsonNode event, String me, String membership) {
        return event.path("type").asString("").equals("m.room.member")
                && event.path("state_key").asString("").equals(me)
                && event.at("/content/membership").asString("").equals(membership);
    }

    /** What came after the account was invited, where it was: what people said among themselves before was not said to us. */
    static List<JsonNode> sinceInvited(List<JsonNode> events, String me) {
        int from = 0;
        for (int index = 0; index < events.size(); index++) {
            if (isInvitation(events.get(index), me)) {
                from = index + 1;
            }
        }
        return events.subList(from, events.size());
    }

    private static Heard takenBack(JsonNode event, String eventId, String sender) {
        // Which of the two it is depends on the room's version.
        String what =
                event.path("redacts").asString(event.at("/content/redacts").asString(""));
        return isName(what) ? new Heard.TakenBack(eventId, sender, key(sender, what)) : new Heard.Nothing();
    }

    private static Optional<IncomingMessage> message(
            JsonNode sent, String eventId, String sender, String room, @Nullable String name, Instant now) {
        JsonNode relation = sent.path("m.relates_to");
        boolean replaces = relation.path("rel_type").asString("").equals("m.replace");
        JsonNode content = replaces ? sent.path("m.new_content") : sent;
        String kind = content.path("msgtype").asString("");
        if (kind.isEmpty() || NOT_SAID.contains(kind)) {
            return Optional.empty();
        }
        String corrects = relation.path("event_id").asString("");
        String body = content.path("body").asString("");
        List<String> photos = List.of();
        Place place = null;
        boolean more = false;
        String text = body;
        switch (kind) {
            case "m.image", "m.file", "m.audio", "m.video" -> {
                String address = content.path("url").asString("");
                boolean picture = !address.isEmpty() && isPicture(kind, content);
                photos = picture ? List.of(address) : List.of();
                more = !picture;
                text = caption(content, body);
            }
            case "m.location" -> {
                place = place(content, body);
                text = place == null ? body : "";
            }
            default -> text = relation.has("m.in_reply_to") ? withoutQuotation(body) : body;
        }
        return Optional.of(new IncomingMessage(
                key(sender, eventId),
                sender,
                null,
                name,
                text,
                place,
                photos,
                more,
                true,
                room,
                replaces && isName(corrects) ? key(sender, corrects) : null,
                now));
    }

    /** A picture that is sent as a file is one all the same. */
    private static boolean isPicture(String kind, JsonNode content) {
        return kind.equals("m.image")
                || kind.equals("m.file")
                        && content.at("/info/mimetype").asString("").startsWith("image/");
    }

    /** The body is the file's name, unless that stands by itself. */
    private static String caption(JsonNode content, String body) {
        String file = content.path("filename").asString("");
        return file.isEmpty() || file.equals(body) ? "" : body;
    }

    /** What older clients repeat of the message that is replied to. */
    private static String withoutQuotation(String body) {
        return body.startsWith("> ")
                ? body.lines()
                        .dropWhile(line -> line.startsWith("> ") || line.equals(">"))
                        .dropWhile(String::isBlank)
                        .collect(Collectors.joining("\n"))
                : body;
    }

    private static @Nullable Place place(JsonNode content, String body) {
        Matcher geo = GEO.matcher(content.path("geo_uri").asString(""));
        if (!geo.matches()) {
            return null;
        }
        double latitude = Double.parseDouble(geo.group(1));
        double longitude = Double.parseDouble(geo.group(2));
        if (Math.abs(latitude) > FARTHEST_NORTH || Math.abs(longitude) > FARTHEST_EAST) {
            return null;
        }
        // Clients put the coordinates there again, for those who can't show a map.
        boolean named = !body.isBlank() && !body.contains("geo:") && body.length() <= LONGEST_ADDRESS;
        return new Place(latitude, longitude, named ? body.strip() : null);
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID && text.indexOf('\n') < 0;
    }
}
