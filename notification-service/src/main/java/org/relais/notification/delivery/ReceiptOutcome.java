package org.relais.notification.delivery;

import java.util.Locale;

/** What finally became of a message that left. */
public enum ReceiptOutcome {
    DELIVERED,
    NOT_DELIVERED,
    /** The messenger takes no words of ours so long after the person wrote, and says so only now. */
    WINDOW_CLOSED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
