package org.relais.notification.delivery;

import java.util.Locale;

/** Where a message stands. */
public enum DeliveryStatus {
    WAITING,
    SENT,
    FAILED,
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
