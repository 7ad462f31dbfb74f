package org.relais.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.relais.notification.template.RenderedMail;

/**
 * A mail, ready to leave. The same delivery makes the same mail, byte for byte.
 *
 * @param threadStart id of the delivery that began the thread; null for the first
 * @param sender name shown as the sender
 */
public record Mail(
        String deliveryId,
        @Nullable String threadStart,
        String to,
        String sender,
        Instant datedAt,
        String language,
        RenderedMail content) {

    @Override
    public String toString() {
        return "Mail[deliveryId=" + deliveryId + "]";
    }
}
