package org.relais.notification.delivery;

import java.util.Locale;

/** How a message leaves. */
public enum Channel {
    EMAIL,
    SMS,
    /** A messenger: Matrix, WhatsApp, Telegram, any other. */
    MESSAGING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
