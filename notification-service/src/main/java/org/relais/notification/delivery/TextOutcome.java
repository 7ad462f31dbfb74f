package org.relais.notification.delivery;

import java.util.Locale;

/** What finally became of a text that left. */
public enum TextOutcome {
    DELIVERED,
    NOT_DELIVERED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
