package org.relais.intake.channel;

/**
 * A way in.
 *
 * @param name the channel's own, for example email
 * @param kind what events call it, one of the words of the platform's channels: EMAIL, SMS, PHONE, COUNTER, MESSAGING …
 */
public record ContactChannel(String name, String kind) {

    /** Under whose name its keys are known; no client of the platform can bear it. */
    String caller() {
        return "channel:" + name;
    }

    /** Sensors are registered, and each has one open request: a storm that wakes them all is no abuse. */
    boolean isOpenToAnybody() {
        return !kind.equals("SENSOR");
    }

    @Override
    public String toString() {
        return name;
    }
}
