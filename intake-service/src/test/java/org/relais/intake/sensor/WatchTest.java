package org.relais.intake.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.intake.sensor.Step.News;

/** What follows from what a sensor says, and from its silence. */
class WatchTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Damping DAMPING = new Damping(Duration.ofMinutes(5), Duration.ofHours(6));
    private static final Standing NONE = new Standing.None();
    private static final Standing OPEN = new Standing.Open();

    private Watch watch = Watch.since(START);
    private @Nullable Instant nextLook;
    private RegisteredSensor sensor = sensor(Duration.ZERO);
    private Standing alarm = NONE;
    private Standing silence = NONE;
    private @Nullable Instant listeningSince = START;

    private static RegisteredSensor sensor(Duration alarmAfter) {
        return new RegisteredSensor(
                new SensorKey("testville", "p-12"),
                null,
                "pothole",
                "idea",
                null,
                80.0,
                -5.0,
                null,
                Duration.ofMinutes(10),
                3,
                alarmAfter);
    }

    private static Instant at(String clock) {
        return Instant.parse("2026-03-01T" + clock + ":00Z");
    }

    private static Report report(SensorState state, @Nullable Instant own, boolean retained, Instant received) {
        return new Report(new SensorKey("testville", "p-12"), state, null, null, null, own, retained, received);
    }

    private List<Step> says(SensorState state, String clock) {
        return hears(report(state, at(clock), false, at(clock)));
    }

    private List<Step> hears(Report report) {
        return switch (watch.hear(report.state() == null ? SensorState.OK : report.state(), report)) {
            case Watch.Hearing.Known known -> List.of();
            case Watch.Hearing.Fresh(Watch heard) -> {
                watch = heard;
                yield decided(!report.retained(), report.receivedAt());
            }
        };
    }

    private List<Step> nothingHappensUntil(String clock) {
        return decided(false, at(clock));
    }

    private List<Step> decided(boolean heardNow, Instant now) {
        Watch.Decision decision =
                watch.decide(sensor, DAMPING, new Watch.Standings(alarm, silence), heardNow, listeningSince, now);
        watch = decision.watch();
        nextLook = decision.nextLook();
        for (Step step : decision.steps()) {
            if (step instanceof Step.Open(Concern concern)) {
                if (concern == Concern.ALARM) {
                    alarm = OPEN;
                } else {
                    silence = OPEN;
                }
            }
        }
        return decision.steps();
    }

    private static Step tell(News news) {
        return new Step.Tell(Concern.ALARM, news);
    }

    private static final Step OPENS = new Step.Open(Concern.ALARM);

    @Test
    void opensOneRequestAndTellsItOfAnAlarmThatGoesOnOnlyNowAndThen() {
        assertThat(says(SensorState.ALARM, "10:00")).containsExactly(OPENS);

        List<Step> steps = Stream.of("10:01", "11:00", "15:59")
                .flatMap(clock -> says(SensorState.ALARM, clock).stream())
                .toList();

        assertThat(steps).isEmpty();
        assertThat(says(SensorState.ALARM, "16:00")).containsExactly(tell(News.ALARM_GOES_ON));
        assertThat(says(SensorState.ALARM, "16:01")).isEmpty();
    }

    @Test
    void saysNothingOfASensorThatFlapsUntilItIsSteady() {
        says(SensorState.ALARM, "10:00");
        List<Step> steps = new ArrayList<>();
        for (int minute = 1; minute < 30; minute += 2) {
            steps.addAll(says(SensorState.OK, "10:%02d".formatted(minute)));
            steps.addAll(says(SensorState.ALARM, "10:%02d".formatted(minute + 1)));
        }
        assertThat(steps).isEmpty();

        says(SensorState.OK, "10:40");
        assertThat(nextLook).isEqualTo(at("10:45"));
        assertThat(nothingHappensUntil("10:44")).isEmpty();
        assertThat(nothingHappensUntil("10:45")).containsExactly(tell(News.WELL_AGAIN));
        assertThat(nothingHappensUntil("10:50")).isEmpty();
        assertThat(says(SensorState.ALARM, "10:51")).containsExactly(tell(News.ALARM_AGAIN));
    }

    @Test
    void opensAnotherOnceTheRequestIsClosed() {
        says(SensorState.ALARM, "10:00");
        alarm = new Standing.Closed(at("11:00"));

        assertThat(says(SensorState.OK, "11:10")).isEmpty();
        assertThat(nothingHappensUntil("11:20")).isEmpty();
        assertThat(says(SensorState.ALARM, "11:30")).containsExactly(OPENS);
    }

    @Test
    void leavesAnAlarmThatGoesOnAloneForAWhileAfterItsRequestWasClosed() {
        says(SensorState.ALARM, "10:00");
        alarm = new Standing.Closed(at("11:00"));

        assertThat(says(SensorState.ALARM, "11:04")).isEmpty();
        assertThat(nothingHappensUntil("11:20")).isEmpty();
        assertThat(says(SensorState.ALARM, "11:21")).containsExactly(OPENS);
    }

    @Test
    void waitsUntilAnAlarmCounts() {
        sensor = sensor(Duration.ofMinutes(2));

        assertThat(says(SensorState.ALARM, "10:00")).isEmpty();
        assertThat(says(SensorState.OK, "10:01")).isEmpty();
        assertThat(says(SensorState.ALARM, "10:05")).isEmpty();
        assertThat(nextLook).isEqualTo(at("10:07"));
        assertThat(nothingHappensUntil("10:07")).containsExactly(OPENS);
    }

    @Test
    void takesNoMessageTwiceAndNoneThatWasOvertaken() {
        says(SensorState.ALARM, "10:00");
        says(SensorState.OK, "10:10");
        Watch before = watch;

        says(SensorState.OK, "10:10");
        says(SensorState.ALARM, "10:05");
        hears(report(SensorState.ALARM, at("10:00"), true, at("12:00")));
        hears(report(SensorState.ALARM, null, true, at("12:00")));

        assertThat(watch).isEqualTo(before);
        says(SensorState.ALARM, "10:10");
        assertThat(watch.state()).isEqualTo(SensorState.ALARM);
    }

    @Test
    void goesByTheTimeOfReceiptWhereTheSensorsClockCantBeRight() {
        hears(report(SensorState.OK, Instant.EPOCH, false, at("10:00")));
        hears(report(SensorState.ALARM, at("10:00").plus(Duration.ofDays(400)), false, at("10:01")));
        hears(report(SensorState.OK, null, false, at("10:02")));

        assertThat(watch.state()).isEqualTo(SensorState.OK);
        assertThat(watch.reportedAt()).isEqualTo(at("10:02"));
    }

    @Test
    void opensOneRequestForASilentSensorAndSaysWhenItIsHeardAgain() {
        Step silent = new Step.Open(Concern.SILENCE);
        says(SensorState.OK, "10:00");
        assertThat(nextLook).isEqualTo(at("10:30"));

        assertThat(nothingHappensUntil("10:29")).isEmpty();
        assertThat(nothingHappensUntil("10:30")).containsExactly(silent);
        assertThat(nothingHappensUntil("18:00")).isEmpty();
        assertThat(nextLook).isNull();
        assertThat(says(SensorState.OK, "18:05")).containsExactly(new Step.Tell(Concern.SILENCE, News.HEARD_AGAIN));
        assertThat(nothingHappensUntil("18:35")).containsExactly(new Step.Tell(Concern.SILENCE, News.SILENT));
        says(SensorState.OK, "19:00");
        silence = new Standing.Closed(at("19:10"));
        assertThat(nothingHappensUntil("19:30")).containsExactly(silent);
    }

    @Test
    void noticesASensorThatNeverSaidAnything() {
        assertThat(nothingHappensUntil("10:30")).containsExactly(new Step.Open(Concern.SILENCE));
    }

    @Test
    void takesNoSensorForSilentWhileNobodyListens() {
        says(SensorState.OK, "10:00");

        listeningSince = null;
        assertThat(nothingHappensUntil("12:00")).isEmpty();
        listeningSince = at("12:00");
        assertThat(nothingHappensUntil("12:29")).isEmpty();
        assertThat(nextLook).isEqualTo(at("12:30"));
        assertThat(nothingHappensUntil("12:30")).hasSize(1);
    }

    @Test
    void tellsTheRequestOfTheAlarmOfSilenceAndOpensNoOtherWhileThatIsOpen() {
        says(SensorState.ALARM, "10:00");

        assertThat(nothingHappensUntil("10:30")).containsExactly(tell(News.SILENT));
        assertThat(nothingHappensUntil("10:35")).isEmpty();
        alarm = new Standing.Closed(at("10:40"));
        assertThat(nothingHappensUntil("10:41")).containsExactly(new Step.Open(Concern.SILENCE));
    }

    @Test
    void readsThresholdsWhereASensorOnlyMeasures() {
        assertThat(stateAt(80)).isEqualTo(SensorState.ALARM);
        assertThat(stateAt(-5)).isEqualTo(SensorState.ALARM);
        assertThat(stateAt(79.9)).isEqualTo(SensorState.OK);
    }

    private @Nullable SensorState stateAt(double value) {
        return sensor.stateIn(new Report(sensor.key(), null, null, new Reading(value, null), null, null, false, START));
    }
}
