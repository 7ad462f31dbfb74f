package org.relais.intake.sensor;

/** What a sensor said last. */
public enum SensorState {
    /** Nothing yet. */
    UNHEARD,
    OK,
    ALARM
}
