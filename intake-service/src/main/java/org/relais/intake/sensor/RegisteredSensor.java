package org.relais.intake.sensor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;

/**
 * A sensor that the operator knows.
 *
 * @param name for people; null where its id has to do
 * @param serviceCode what its alarms are about
 * @param silenceService what its silence is about; null where nobody is to be told of it
 * @param above readings from here on mean an alarm; null where there is no such threshold
 * @param below readings down from here mean an alarm; null where there is no such threshold
 * @param interval how often it sends at least; null where its silence means nothing
 * @param silentAfter how many intervals without a message mean that it is silent
 * @param alarmAfter how long an alarm lasts before it counts
 */
public record RegisteredSensor(
        SensorKey key,
        @Nullable String name,
        String serviceCode,
        @Nullable String silenceService,
        @Nullable Place place,
        @Nullable Double above,
        @Nullable Double below,
        @Nullable String unit,
        @Nullable Duration interval,
        int silentAfter,
        Duration alarmAfter) {

    /** How long it may be silent; null where its silence means nothing. */
    @Nullable
    Duration patience() {
        return interval == null || silenceService == null ? null : interval.multipliedBy(silentAfter);
    }

    /** What a report means; null where it says nothing. */
    @Nullable
    SensorState stateIn(Report report) {
        if (report.state() != null) {
            return report.state();
        }
        Reading reading = report.reading();
        if (reading == null || above == null && below == null) {
            return null;
        }
        boolean alarm = above != null && reading.value() >= above || below != null && reading.value() <= below;
        return alarm ? SensorState.ALARM : SensorState.OK;
    }

    String label() {
        return name == null ? key.sensorId() : name + " (" + key.sensorId() + ")";
    }
}
