package org.relais.intake.messenger.matrix;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.dialogue.Dialogue.Result;
import org.relais.intake.messenger.IncomingMessage;
import org.relais.intake.messenger.TakeInMessage;
import org.relais.platform.matrix.Homeserver;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What happens to what is said in a room: with one person it is a conversation, with nobody or with several it is left. An answer
 * goes out before anything counts as dealt with; said again after a crash it bears the same transaction, and stands there once.
 */
final class RoomTalk {

    /** Name of the channel, and of its reply handles. */
    static final String MATRIX = "matrix";

    private static final Logger LOG = LoggerFactory.getLogger(RoomTalk.class);

    private final Homeserver homeserver;
    private final TakeInMessage takeInMessage;
    private final @Nullable String jurisdictionId;
    private final MeterRegistry meters;
    private final Clock clock;

    /** What was dealt with since the position moved last, and is not answered again when it is read again. */
    private final Set<String> done = new HashSet<>();

    RoomTalk(
            Homeserver homeserver,
            TakeInMessage takeInMessage,
            @Nullable String jurisdictionId,
            MeterRegistry meters,
            Clock clock) {
        this.homeserver = homeserver;
        this.takeInMessage = takeInMessage;
        this.jurisdictionId = jurisdictionId;
        this.meters = meters;
        this.clock = clock;
    }

    /** The position moved beyond all that was dealt with. */
    void moved() {
        done.clear();
    }

    /** Whether something is written down of an event. */
    boolean knows(JsonNode event) {
        return takeInMessage.isKnown(EventReader.key(event), MATRIX);
    }

    /** What a room has new, the oldest first; asked for where it matters. */
    @FunctionalInterface
    interface Said {
        List<JsonNode> read() throws IOException;
    }

    /**
     * Deals with what a room has new. What is said among several is not for us.
     *
     * @param me the account's own name
     * @return whether all was dealt with; false where it is to be read again
     * @throws IOException if the homeserver can't be asked now
     */
    boolean hear(String room, Said said, String me) throws IOException {
        Map<String, String> members;
        try {
            members = homeserver.members(room);
        } catch (Homeserver.Refusal notThere) {
            return true;
        }
        long others = members.keySet().stream().filter(user -> !user.equals(me)).count();
        if (others > 1) {
            return leave(room, true);
        }
        for (JsonNode event : said.read()) {
            String name = members.get(event.path("sender").asString(""));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (!dealtWith(EventReader.read(event, room, me, name, now), room, now)) {
                return false;
            }
        }
        return others == 1 || leave(room, false);
    }

    private boolean leave(String room, boolean withAWord) throws IOException {
        if (withAWord && !sayInEveryLanguage("group", room)) {
            return false;
        }
        try {
            homeserver.leave(room);
        } catch (Homeserver.Refusal gone) {
            LOG.atDebug().addKeyValue("channel", MATRIX).log("a room was left before");
        }
        LOG.atInfo()
                .addKeyValue("channel", MATRIX)
                .addKeyValue("outcome", "left")
                .addKeyValue("reason", withAWord ? "group" : "empty")
                .log("a room was left");
        return true;
    }

    private boolean dealtWith(Heard heard, String room, Instant now) throws IOException {
        return switch (heard) {
            case Heard.Message(String eventId, IncomingMessage message) ->
                once(eventId, () -> answer(take(message), room, eventId));
            case Heard.TakenBack(String eventId, String from, String what) ->
                once(eventId, () -> answer(takeInMessage.takenBack(what, from, MATRIX, jurisdictionId), room, eventId));
            case Heard.Encrypted encrypted -> once(encrypted.eventId(), () -> sayThatItIsEncrypted(room, now));
            case Heard.Nothing nothing -> true;
        };
    }

    @FunctionalInterface
    private interface Dealing {
        boolean done() throws IOException;
    }

    private boolean once(String eventId, Dealing dealing) throws IOException {
        if (done.contains(eventId)) {
            return true;
        }
        boolean dealtWith = dealing.done();
        if (dealtWith) {
            done.add(eventId);
        }
        return dealtWith;
    }

    /** One that breaks us is refused, and the next goes on. */
    private Result take(IncomingMessage message) {
        try {
            return takeInMessage.take(message, MATRIX, jurisdictionId, homeserver::picture);
        } catch (RuntimeException failure) {
            if (Unavailability.isBehind(failure)) {
                LOG.atWarn()
                        .addKeyValue("channel", MATRIX)
                        .addKeyValue("outcome", "postponed")
                        .addKeyValue("reason", failure.getClass().getSimpleName())
                        .log("a message waits for a part that is down");
                return new Result.Later();
            }
            LOG.atError()
                    .addKeyValue("channel", MATRIX)
                    .addKeyValue("outcome", "refused")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a message could not be read");
            takeInMessage.refuse(message.id(), MATRIX, ContactRefusal.UNREADABLE, message.receivedAt());
            return new Result.Taken(null);
        }
    }

    private boolean answer(Result result, String room, String eventId) throws IOException {
        return switch (result) {
            case Result.Later later -> false;
            case Result.Taken(String reply) -> {
                if (reply != null) {
                    say(room, reply, "reply-" + eventId);
                }
                yield true;
            }
        };
    }

    /** Once in a room, which stays encrypted for ever. */
    private boolean sayThatItIsEncrypted(String room, Instant now) throws IOException {
        String key = "encrypted " + room;
        if (takeInMessage.isKnown(key, MATRIX)) {
            return true;
        }
        if (!sayInEveryLanguage("encrypted", room)) {
            return false;
        }
        takeInMessage.refuse(key, MATRIX, ContactRefusal.UNREADABLE, now);
        return true;
    }

    private boolean sayInEveryLanguage(String key, String room) throws IOException {
        String words = takeInMessage.inEveryLanguage(key, jurisdictionId).orElse(null);
        if (words == null) {
            return false;
        }
        say(room, words, key + "-" + room);
        return true;
    }

    /** What the homeserver will have none of is given up, counted, and the message stays taken. */
    private void say(String room, String text, String transaction) throws IOException {
        String outcome = "not_now";
        try {
            homeserver.say(room, text, transaction);
            outcome = "sent";
        } catch (Homeserver.Refusal refusal) {
            outcome = "refused";
            LOG.atWarn()
                    .addKeyValue("channel", MATRIX)
                    .addKeyValue("outcome", outcome)
                    .addKeyValue("reason", refusal.errcode())
                    .log("an answer was not taken by the homeserver");
        } finally {
            meters.counter("relais.messaging.replies", "channel", MATRIX, "outcome", outcome)
                    .increment();
        }
    }
}
