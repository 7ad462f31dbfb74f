package org.relais.intake.sensor;

import java.time.Duration;

/**
 * How much is said of one sensor.
 *
 * @param steady how long a sensor is well before its request is told so, and how long an alarm that goes on after its request was
 *     closed is left alone
 * @param tellEvery how often at most the request of an alarm that goes on is told so
 */
public record Damping(Duration steady, Duration tellEvery) {}
