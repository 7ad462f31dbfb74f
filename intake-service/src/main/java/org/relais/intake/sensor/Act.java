package org.relais.intake.sensor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;

/**
 * A request to open or a detail to add, committed with what led to it.
 *
 * @param number which of the sensor's requests for this concern it is about
 * @param detail whether it is added to that request, rather than opens it
 */
public record Act(
        SensorKey sensor,
        Concern concern,
        int number,
        boolean detail,
        String words,
        String language,
        @Nullable String serviceCode,
        @Nullable Place place,
        Instant at) {}
