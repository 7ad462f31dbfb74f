package org.relais.intake.sensor;

import java.util.Locale;

/** What a request about a sensor is for. */
public enum Concern {
    ALARM,
    SILENCE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Concern ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
