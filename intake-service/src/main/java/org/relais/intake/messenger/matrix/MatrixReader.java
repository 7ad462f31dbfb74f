package org.relais.intake.messenger.matrix;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.relais.intake.messenger.matrix.MatrixPositions.Invitation;
import org.relais.platform.lock.HeldLock;
import org.relais.platform.lock.SoleWorker;
import org.relais.platform.matrix.Homeserver;
import org.relais.platform.retry.BackOff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads a Matrix account: what is new since the position that the database knows, again and again. The position moves when all
 * before it was dealt with; what a crash leaves is read again, and becomes the same thing by its event id. One instance reads at a
 * time.
 */
final class MatrixReader extends SoleWorker {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixReader.class);

    private final MatrixSettings settings;
    private final Homeserver homeserver;
    private final MatrixPositions positions;
    private final RoomTalk talk;
    private final Clock clock;
    private final BackOff backOff;
    private final RandomGenerator random = RandomGenerator.getDefault();

    /** In a row, known to the reading thread alone. */
    private int failures;

    private volatile boolean connected;

    MatrixReader(
            DataSource database,
            MatrixSettings settings,
            Homeserver homeserver,
            MatrixPositions positions,
            RoomTalk talk,
            Clock clock,
            MeterRegistry meters) {
        super("matrix-reader", database, "matrix/" + settings.homeserver());
        this.settings = settings;
        this.homeserver = homeserver;
        this.positions = positions;
        this.talk = talk;
        this.clock = clock;
        this.backOff = settings.backOff();
        Gauge.builder("relais.matrix.connected", () -> connected ? 1 : 0)
                .description("whether this instance reads the Matrix account")
                .register(meters);
    }

    @Override
    protected void endWaiting() {
        homeserver.stopWaiting();
    }

    @Override
    protected Duration pauseAfter(@Nullable Throwable failure) {
        failures = failure == null ? 0 : failures + 1;
        Duration asked = failure instanceof Homeserver.NotNow later ? later.after() : Duration.ZERO;
        return shorter(longer(backOff.after(failures, random), asked), settings.longestBackOff());
    }

    /** A homeserver's code quotes no address. */
    @Override
    protected String reasonOf(Throwable failure) {
        String errcode = switch (failure) {
            case Homeserver.Refusal refusal -> refusal.errcode();
            case Homeserver.NotNow later -> later.errcode();
            default -> "";
        };
        return errcode.isEmpty() ? super.reasonOf(failure) : errcode;
    }

    @Override
    protected void work(HeldLock lock) throws IOException, SQLException {
        try {
            read(lock);
        } finally {
            connected = false;
        }
    }

    private void read(HeldLock lock) throws IOException, SQLException {
        String me = homeserver.whoAmI();
        if (me.isBlank()) {
            throw new IOException("the homeserver does not say who we are");
        }
        talk.moved();
        while (goesOn()) {
            lock.check();
            accept(positions.due(me, clock.instant()), me);
            String since = positions.find(me).orElse(null);
            Duration wait = positions.areThereInvitations(me)
                    ? shorter(settings.poll(), settings.firstBackOff())
                    : settings.poll();
            JsonNode news = homeserver.sync(since, wait);
            connected = true;
            lock.check();
            String next = news.path("next_batch").asString("");
            if (next.isBlank()) {
                throw new IOException("the homeserver does not say where its answer ends");
            }
            // What was said before the account was first read is somebody else's affair.
            if (since == null || hear(news, since, me)) {
                List<String> invitations = new ArrayList<>();
                news.at("/rooms/invite").forEachEntry((room, state) -> invitations.add(room));
                positions.move(me, next, invitations, clock.instant());
                talk.moved();
                failures = 0;
            } else {
                failures++;
                pause(backOff.after(failures, random));
            }
        }
    }

    private boolean hear(JsonNode news, String since, String me) throws IOException {
        Map<String, JsonNode> rooms = new LinkedHashMap<>();
        news.at("/rooms/join").forEachEntry(rooms::put);
        for (Map.Entry<String, JsonNode> room : rooms.entrySet()) {
            JsonNode timeline = room.getValue().path("timeline");
            boolean something = timeline.path("limited").asBoolean(false)
                    || timeline.path("events")
                            .valueStream()
                            .anyMatch(
                                    event -> !event.path("sender").asString("").equals(me));
            RoomTalk.Said said = () -> said(room.getKey(), timeline, since, me);
            if (something && (!goesOn() || !talk.hear(room.getKey(), said, me))) {
                return false;
            }
        }
        return true;
    }

    /** What a room has had since then, as far as it was said to us. */
    private List<JsonNode> said(String room, JsonNode timeline, String since, String me) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        timeline.path("events").forEach(events::add);
        String begins = timeline.path("prev_batch").asString("");
        Predicate<JsonNode> invitation = event -> EventReader.isInvitation(event, me);
        if (timeline.path("limited").asBoolean(false) && !begins.isEmpty()) {
            events.addAll(0, homeserver.between(room, begins, since, invitation));
        }
        boolean cameIn = events.stream().anyMatch(event -> EventReader.isComingIn(event, me));
        if (cameIn && events.stream().noneMatch(invitation) && !begins.isEmpty()) {
            // What was said to us before we came in may be older than the position.
            List<JsonNode> earlier = new ArrayList<>(homeserver.between(room, begins, null, invitation));
            earlier.removeIf(event -> events.contains(event) || talk.knows(event));
            events.addAll(0, earlier);
        }
        return EventReader.sinceInvited(events, me);
    }

    /** The homeserver tells of an invitation once: it is kept until it is accepted, or can't be. */
    private void accept(List<Invitation> invitations, String me) {
        for (Invitation invitation : invitations) {
            String room = invitation.room();
            try {
                homeserver.join(room);
                if (talk.hear(room, List::of, me)) {
                    positions.forget(me, room);
                } else {
                    postpone(invitation, me);
                }
            } catch (Homeserver.Refusal gone) {
                giveUp(room, me, gone.errcode());
            } catch (IOException notNow) {
                postpone(invitation, me);
            }
        }
    }

    private void postpone(Invitation invitation, String me) {
        Instant now = clock.instant();
        if (invitation.invitedAt().plus(settings.joinFor()).isBefore(now)) {
            giveUp(invitation.room(), me, "too_late");
            return;
        }
        positions.postpone(me, invitation.room(), now.plus(backOff.after(invitation.failures() + 1, random)));
    }

    private void giveUp(String room, String me, String reason) {
        LOG.atWarn()
                .addKeyValue("channel", RoomTalk.MATRIX)
                .addKeyValue("outcome", "given_up")
                .addKeyValue("reason", reason)
                .log("an invitation can't be accepted");
        try {
            homeserver.leave(room);
        } catch (IOException stays) {
            LOG.atDebug().addKeyValue("channel", RoomTalk.MATRIX).log("an invitation stays");
        }
        positions.forget(me, room);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
