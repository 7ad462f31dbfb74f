package org.relais.intake.sensor;

import org.jspecify.annotations.Nullable;

/**
 * What a sensor measured.
 *
 * @param unit as people write it, for example cm; null where there is none
 */
public record Reading(double value, @Nullable String unit) {}
