package org.relais.intake.sensor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.TrackedRequests;

/**
 * Watches sensors: takes their messages in, notices those that are silent, and opens and feeds at most one request for each.
 *
 * <p>A message may come any number of times. What it leads to is committed when {@link #take} returns, and made into requests and
 * details by {@link #carryOut}, which may be called at any time.
 */
public final class WatchSensors {

    public static final ContactChannel SENSOR = new ContactChannel("sensor", "SENSOR");

    private static final int MOST_AT_ONCE = 200;

    private final RegisteredSensors sensors;
    private final Damping damping;
    private final Watches watches;
    private final Territories territories;
    private final TrackedRequests requests;
    private final ReceiveContact receiveContact;
    private final Predicate<RuntimeException> unavailable;

    /** @param unavailable tells a part that is down from a bug */
    public WatchSensors(
            RegisteredSensors sensors,
            Damping damping,
            Watches watches,
            Territories territories,
            TrackedRequests requests,
            ReceiveContact receiveContact,
            Predicate<RuntimeException> unavailable) {
        this.sensors = sensors;
        this.damping = damping;
        this.watches = watches;
        this.territories = territories;
        this.requests = requests;
        this.receiveContact = receiveContact;
        this.unavailable = unavailable;
    }

    /** What became of a message. */
    public sealed interface Result {

        /** It counts. */
        record Taken() implements Result {}

        /** It came before, or what it says was overtaken. */
        record Known() implements Result {}

        /** Nothing can be made of it, which was written down. */
        record Refused(ContactRefusal reason) implements Result {}

        /** Nothing can be decided now; it is to come again. */
        record Later() implements Result {}
    }

    /** Begins to watch the sensors that are registered, or to listen to them again. */
    public void begin(Instant now) {
        watches.begin(sensors.keys(), now);
    }

    /**
     * Takes a message in.
     *
     * @param digest of its bytes, to tell one that is refused from another
     * @param listeningSince since when messages reach us
     */
    public Result take(Report report, String digest, Instant listeningSince) {
        if (territories.all().isEmpty()) {
            return new Result.Later();
        }
        RegisteredSensor sensor = sensors.find(report.sensor()).orElse(null);
        Territory territory = territories.find(report.sensor().jurisdictionId()).orElse(null);
        if (sensor == null || territory == null) {
            // Once a day: it may send every minute, and something else each time.
            String day = report.receivedAt().truncatedTo(ChronoUnit.DAYS).toString();
            return refuse(report.sensor(), day, ContactRefusal.SENDER_UNKNOWN, report.receivedAt());
        }
        SensorState said = sensor.stateIn(report);
        if (said == null) {
            return refuse(report.sensor(), digest, ContactRefusal.EMPTY, report.receivedAt());
        }
        boolean fresh = watches.change(
                sensor.key(),
                report.receivedAt(),
                watch -> watch.hear(said, report) instanceof Watch.Hearing.Fresh(Watch heard)
                        ? decide(
                                new Sighting(sensor, territory, report, listeningSince),
                                watch,
                                heard,
                                report.receivedAt())
                        : null);
        return fresh ? new Result.Taken() : new Result.Known();
    }

    /** Writes down that nothing can be made of a message. */
    public Result.Refused refuse(SensorKey sensor, String digest, ContactRefusal reason, Instant receivedAt) {
        receiveContact.refuse(SENSOR, sensor + "/" + reason.code() + "/" + digest, reason, receivedAt);
        return new Result.Refused(reason);
    }

    /**
     * Looks at the sensors of which nothing was heard and something may follow.
     *
     * @param listeningSince since when messages reach us; null where they don't
     */
    public void look(Instant now, @Nullable Instant listeningSince) {
        for (SensorKey key : watches.due(now, MOST_AT_ONCE)) {
            RegisteredSensor sensor = sensors.find(key).orElse(null);
            Territory territory = territories.find(key.jurisdictionId()).orElse(null);
            if (sensor == null || territory == null) {
                watches.rest(key);
            } else {
                watches.change(
                        key,
                        now,
                        watch -> decide(new Sighting(sensor, territory, null, listeningSince), watch, watch, now));
            }
        }
    }

    /** A sensor that is looked at, and the message that gave reason to, if there is one. */
    private record Sighting(
            RegisteredSensor sensor,
            Territory territory,
            @Nullable Report report,
            @Nullable Instant listeningSince) {

        boolean heardNow() {
            return report != null && !report.retained();
        }
    }

    private Watches.Change decide(Sighting sighting, Watch before, Watch watch, Instant now) {
        Watch.Decision decision = watch.decide(
                sighting.sensor(),
                damping,
                new Watch.Standings(standing(watch.alarm()), standing(watch.silent())),
                sighting.heardNow(),
                sighting.listeningSince(),
                now);
        List<Act> acts = new ArrayList<>();
        for (Step step : decision.steps()) {
            acts.add(act(step, sighting, before, decision.watch(), now));
        }
        return new Watches.Change(decision.watch(), acts, decision.nextLook());
    }

    private Standing standing(@Nullable Opened last) {
        if (last == null) {
            return new Standing.None();
        }
        String code = last.trackingCode();
        if (code == null) {
            return last.refused() ? new Standing.Closed(last.at()) : new Standing.Open();
        }
        return TrackingCode.parse(code)
                .flatMap(requests::find)
                .<Standing>map(request -> OpenState.of(request.status()) == OpenState.OPEN
                        ? new Standing.Open()
                        : new Standing.Closed(request.updatedAt()))
                .orElseGet(() -> new Standing.Closed(last.at()));
    }

    private static Act act(Step step, Sighting sighting, Watch before, Watch after, Instant now) {
        RegisteredSensor sensor = sighting.sensor();
        Report report = sighting.report();
        Reading reading = report == null ? null : report.reading();
        SensorWords words = SensorWords.of(sighting.territory());
        Opened last = step.concern() == Concern.ALARM ? after.alarm() : after.silent();
        if (last == null) {
            throw new IllegalStateException("a step without a request");
        }
        return switch (step) {
            case Step.Open(Concern concern) ->
                new Act(
                        sensor.key(),
                        concern,
                        last.number(),
                        false,
                        words.opening(concern, sensor, after, reading),
                        words.language(),
                        service(concern, sighting),
                        report == null || report.place() == null ? sensor.place() : report.place(),
                        now);
            case Step.Tell(Concern concern, Step.News news) ->
                new Act(
                        sensor.key(),
                        concern,
                        last.number(),
                        true,
                        words.detail(
                                news,
                                sensor,
                                after,
                                before.alarm() == null ? 0 : before.alarm().untold() + 1,
                                reading),
                        words.language(),
                        null,
                        null,
                        now);
        };
    }

    /**
     * The first that the territory has; null where there is none, and a person decides. An emergency is called in by people, so
     * that no sensor can file one.
     */
    private static @Nullable String service(Concern concern, Sighting sighting) {
        RegisteredSensor sensor = sighting.sensor();
        Report report = sighting.report();
        if (concern == Concern.SILENCE) {
            return known(sensor.silenceService(), sighting.territory());
        }
        String said = known(report == null ? null : report.serviceCode(), sighting.territory());
        return said == null ? known(sensor.serviceCode(), sighting.territory()) : said;
    }

    private static @Nullable String known(@Nullable String code, Territory territory) {
        return code != null
                        && territory
                                .service(code)
                                .filter(service -> !service.emergency())
                                .isPresent()
                ? code
                : null;
    }

    /** Opens the requests and adds the details that are still to be; says whether all of them are done. */
    public boolean carryOut() {
        Set<SensorKey> waiting = new HashSet<>();
        List<Watches.Pending> pending = watches.pending(MOST_AT_ONCE);
        for (Watches.Pending next : pending) {
            SensorKey sensor = next.act().sensor();
            if (!waiting.contains(sensor) && !carryOut(next)) {
                waiting.add(sensor);
            }
        }
        return waiting.isEmpty() && pending.size() < MOST_AT_ONCE;
    }

    private boolean carryOut(Watches.Pending pending) {
        Act act = pending.act();
        if (act.detail() && pending.requestId() == null) {
            watches.done(pending);
            return true;
        }
        ContactOutcome outcome;
        try {
            outcome = receiveContact.receive(contact(pending));
        } catch (RuntimeException failure) {
            if (unavailable.test(failure)) {
                throw failure;
            }
            outcome = receiveContact.refuse(SENSOR, keyOf(pending), ContactRefusal.UNREADABLE, act.at());
        }
        switch (outcome) {
            case ContactOutcome.Filed filed -> watches.filed(pending, filed.requestId(), filed.trackingCode());
            case ContactOutcome.Added _, ContactOutcome.Judged _ -> watches.done(pending);
            case ContactOutcome.Refused refused -> {
                if (act.detail()) {
                    watches.done(pending);
                } else {
                    watches.refused(pending);
                }
            }
            case ContactOutcome.Later later -> {
                return false;
            }
        }
        return true;
    }

    private static InboundContact contact(Watches.Pending pending) {
        Act act = pending.act();
        UUID about = act.detail() ? pending.requestId() : null;
        return new InboundContact(
                SENSOR,
                keyOf(pending),
                act.sensor().jurisdictionId(),
                about,
                new Requester(null, null, null, act.language()),
                act.words(),
                act.place(),
                act.serviceCode(),
                List.of(),
                List.of(),
                act.at());
    }

    private static String keyOf(Watches.Pending pending) {
        Act act = pending.act();
        String request = act.sensor() + "/" + act.concern().code() + "/" + act.number();
        return act.detail() ? request + "/" + pending.id() : request;
    }
}
