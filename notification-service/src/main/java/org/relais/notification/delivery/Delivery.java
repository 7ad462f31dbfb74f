package org.relais.notification.delivery;

import java.time.Instant;
import java.util.Map;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.MessageKind;
import org.relais.notification.planning.PlannedMessage.Detail;

/**
 * One message to one person or office on its way.
 *
 * @param requesterId pseudonym; empty for an office
 * @param postponements how often it was put off
 * @param details what it says beyond what is known of the request
 */
public record Delivery(
        String deliveryId,
        String requestId,
        String jurisdictionId,
        String requesterId,
        Cause cause,
        MessageKind kind,
        int templateVersion,
        String language,
        Instant plannedAt,
        int postponements,
        Map<Detail, String> details) {

    @Override
    public String toString() {
        return "Delivery[deliveryId=" + deliveryId + ", requestId=" + requestId + ", kind=" + kind + "]";
    }
}
