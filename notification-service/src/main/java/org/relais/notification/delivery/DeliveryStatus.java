package org.relais.notification.delivery;

import java.util.Locale;

/** Where a message stands. */
public enum DeliveryStatus {
    WAITING,
    SENT,
    DELIVERED,
    FAILED,
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
