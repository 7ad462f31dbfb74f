package org.relais.notification.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.relais.notification.template.RenderedMail;

/**
 * A mail, ready to leave. The same delivery makes the same mail, byte for byte.
 *
 * @param threadStart id of the delivery that began the thread; null for the first
 * @param replyTo where replies go; null where that is the same for all mails
 * @param inThread Message-ID of the person's own mail, which this one answers; null where they asked another way
 * @param sender name shown as the sender
 */
public record Mail(
        String deliveryId,
        @Nullable String threadStart,
        String to,
        @Nullable String replyTo,
        @Nullable String inThread,
        String sender,
        Instant datedAt,
        String language,
        RenderedMail content) {

    @Override
    public String toString() {
        return "Mail[deliveryId=" + deliveryId + "]";
    }
}
