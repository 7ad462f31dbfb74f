package org.relais.intake.sensor;

import static org.relais.intake.sensor.Concern.ALARM;
import static org.relais.intake.sensor.Concern.SILENCE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a sensor, and what follows from it.
 *
 * @param since since when it is in this state, by its own clock where it has one
 * @param reportedAt time of the last message that counted
 * @param heardAt when it was last heard; before that, since when it is watched
 * @param silence where its silence was told of
 * @param alarm the last request about an alarm; null where there was none
 * @param silent the last request about its silence; null where there was none
 */
public record Watch(
        SensorState state,
        Instant since,
        @Nullable Instant reportedAt,
        Instant heardAt,
        SilenceTold silence,
        @Nullable Opened alarm,
        @Nullable Opened silent) {

    /** A clock that is further off counts as none. */
    private static final Duration MOST_BEHIND = Duration.ofDays(7);

    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    /** So long, at most, a sensor has to be heard again after we could not listen. */
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);

    /** Where a sensor's silence was told of. */
    public enum SilenceTold {
        NOWHERE,
        /** In the request about its alarm, which was open. */
        WITH_ALARM,
        IN_A_REQUEST
    }

    public static Watch since(Instant now) {
        return new Watch(SensorState.UNHEARD, now, null, now, SilenceTold.NOWHERE, null, null);
    }

    /** What came of a message. */
    sealed interface Hearing {

        record Fresh(Watch watch) implements Hearing {}

        /** It came before, or what it says was overtaken. */
        record Known() implements Hearing {}
    }

    Hearing hear(SensorState said, Report report) {
        Instant own = clockOf(report);
        if (own == null ? report.retained() && reportedAt != null : isKnown(own, said)) {
            return new Hearing.Known();
        }
        Instant at = own == null ? report.receivedAt() : own;
        boolean changed = said != state;
        return new Hearing.Fresh(new Watch(
                said,
                changed ? at : since,
                at,
                report.retained() ? heardAt : report.receivedAt(),
                silence,
                alarm == null ? null : alarm.heardMore(),
                silent));
    }

    /** Times may be rough: at the same time, another state is news. */
    private boolean isKnown(Instant at, SensorState said) {
        return reportedAt != null && (at.isBefore(reportedAt) || at.equals(reportedAt) && said == state);
    }

    private static @Nullable Instant clockOf(Report report) {
        Instant time = report.time();
        Instant received = report.receivedAt();
        return time == null || time.isBefore(received.minus(MOST_BEHIND)) || time.isAfter(received.plus(MOST_AHEAD))
                ? null
                : time;
    }

    /** Where the requests about a sensor stand. */
    record Standings(Standing alarm, Standing silence) {}

    /**
     * What is to be done, and what is known then.
     *
     * @param nextLook when to look again though nothing is heard; null where there is no need
     */
    record Decision(Watch watch, List<Step> steps, @Nullable Instant nextLook) {}

    /**
     * Decides what is to be done now.
     *
     * @param heardNow whether the sensor was heard just now
     * @param listeningSince since when messages would have reached us; null where they can't
     */
    Decision decide(
            RegisteredSensor sensor,
            Damping damping,
            Standings standings,
            boolean heardNow,
            @Nullable Instant listeningSince,
            Instant now) {
        List<Step> steps = new ArrayList<>();
        Watch watch = aboutAlarm(sensor, damping, standings.alarm(), heardNow, now, steps);
        boolean alarmOpen = standings.alarm() instanceof Standing.Open
                || steps.stream().anyMatch(step -> step.equals(new Step.Open(ALARM)));
        watch = heardNow
                ? watch.heardAgain(standings, now, steps)
                : watch.aboutSilence(sensor, standings.silence(), alarmOpen, listeningSince, now, steps);
        return new Decision(watch, List.copyOf(steps), watch.nextLook(sensor, damping, listeningSince, now));
    }

    private Watch aboutAlarm(
            RegisteredSensor sensor,
            Damping damping,
            Standing standing,
            boolean heardNow,
            Instant now,
            List<Step> steps) {
        return switch (state) {
            case UNHEARD -> this;
            case ALARM -> inAlarm(sensor, damping, standing, heardNow, now, steps);
            case OK -> well(damping, standing, now, steps);
        };
    }

    private Watch inAlarm(
            RegisteredSensor sensor,
            Damping damping,
            Standing standing,
            boolean heardNow,
            Instant now,
            List<Step> steps) {
        boolean counts = !since.plus(sensor.alarmAfter()).isAfter(now);
        boolean opens = switch (standing) {
            case Standing.None none -> counts;
            case Standing.Open open -> false;
            case Standing.Closed(Instant closedAt) ->
                since.isAfter(closedAt) ? counts : heardNow && !now.isBefore(closedAt.plus(damping.steady()));
        };
        if (opens) {
            steps.add(new Step.Open(ALARM));
            return withAlarm(Opened.after(alarm, now));
        }
        if (alarm == null || !(standing instanceof Standing.Open)) {
            return this;
        }
        if (alarm.over() && counts) {
            steps.add(new Step.Tell(ALARM, Step.News.ALARM_AGAIN));
            return withAlarm(alarm.told(now, false));
        }
        if (heardNow && !alarm.over() && !now.isBefore(alarm.toldAt().plus(damping.tellEvery()))) {
            steps.add(new Step.Tell(ALARM, Step.News.ALARM_GOES_ON));
            return withAlarm(alarm.told(now, false));
        }
        return this;
    }

    private Watch well(Damping damping, Standing standing, Instant now, List<Step> steps) {
        if (alarm == null || alarm.over() || since.plus(damping.steady()).isAfter(now)) {
            return this;
        }
        if (standing instanceof Standing.Open) {
            steps.add(new Step.Tell(ALARM, Step.News.WELL_AGAIN));
            return withAlarm(alarm.told(now, true));
        }
        return withAlarm(alarm.settled());
    }

    private Watch heardAgain(Standings standings, Instant now, List<Step> steps) {
        return switch (silence) {
            case NOWHERE -> this;
            case WITH_ALARM -> {
                if (standings.alarm() instanceof Standing.Open) {
                    steps.add(new Step.Tell(ALARM, Step.News.HEARD_AGAIN));
                }
                yield withSilence(SilenceTold.NOWHERE, silent);
            }
            case IN_A_REQUEST -> {
                if (silent != null && standings.silence() instanceof Standing.Open) {
                    steps.add(new Step.Tell(SILENCE, Step.News.HEARD_AGAIN));
                    yield withSilence(SilenceTold.NOWHERE, silent.told(now, true));
                }
                yield withSilence(SilenceTold.NOWHERE, silent);
            }
        };
    }

    private Watch aboutSilence(
            RegisteredSensor sensor,
            Standing standing,
            boolean alarmOpen,
            @Nullable Instant listeningSince,
            Instant now,
            List<Step> steps) {
        Instant silentFrom = silentFrom(sensor, listeningSince);
        if (silentFrom == null || silentFrom.isAfter(now) || silence == SilenceTold.IN_A_REQUEST) {
            return this;
        }
        if (alarmOpen) {
            if (silence == SilenceTold.NOWHERE) {
                steps.add(new Step.Tell(ALARM, Step.News.SILENT));
            }
            return withSilence(SilenceTold.WITH_ALARM, silent);
        }
        if (silent != null && standing instanceof Standing.Open) {
            steps.add(new Step.Tell(SILENCE, Step.News.SILENT));
            return withSilence(SilenceTold.IN_A_REQUEST, silent.told(now, false));
        }
        steps.add(new Step.Open(SILENCE));
        return withSilence(SilenceTold.IN_A_REQUEST, Opened.after(silent, now));
    }

    /** Not before it had time to be heard again: while we can't listen, a sensor isn't silent. */
    private @Nullable Instant silentFrom(RegisteredSensor sensor, @Nullable Instant listeningSince) {
        Duration patience = sensor.patience();
        if (patience == null || listeningSince == null) {
            return null;
        }
        Instant grace = listeningSince.plus(patience.compareTo(LONGEST_GRACE) < 0 ? patience : LONGEST_GRACE);
        Instant due = heardAt.plus(patience);
        return due.isBefore(grace) ? grace : due;
    }

    private @Nullable Instant nextLook(
            RegisteredSensor sensor, Damping damping, @Nullable Instant listeningSince, Instant now) {
        Instant held = state == SensorState.ALARM ? since.plus(sensor.alarmAfter()) : null;
        Instant steady =
                state == SensorState.OK && alarm != null && !alarm.over() ? since.plus(damping.steady()) : null;
        Instant silentFrom = silence == SilenceTold.IN_A_REQUEST ? null : silentFrom(sensor, listeningSince);
        Instant alarmClosed = silence == SilenceTold.WITH_ALARM ? now.plus(damping.steady()) : null;
        return Stream.of(held, steady, silentFrom, alarmClosed)
                .flatMap(Stream::ofNullable)
                .filter(instant -> instant.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Watch withAlarm(Opened last) {
        return new Watch(state, since, reportedAt, heardAt, silence, last, silent);
    }

    private Watch withSilence(SilenceTold told, @Nullable Opened last) {
        return new Watch(state, since, reportedAt, heardAt, told, alarm, last);
    }
}
