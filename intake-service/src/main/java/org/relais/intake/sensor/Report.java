package org.relais.intake.sensor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;

/**
 * One message of a sensor, read but not yet judged.
 *
 * @param state null where only a reading was sent: the sensor's thresholds then say what it means
 * @param serviceCode null where the sensor names none
 * @param place null where the sensor names none that can be meant
 * @param time by the sensor's own clock; null where it has none
 * @param retained whether the broker kept it for whoever subscribes, so that it says nothing of the present
 */
public record Report(
        SensorKey sensor,
        @Nullable SensorState state,
        @Nullable String serviceCode,
        @Nullable Reading reading,
        @Nullable Place place,
        @Nullable Instant time,
        boolean retained,
        Instant receivedAt) {}
