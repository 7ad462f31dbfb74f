package org.relais.notification.delivery;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends a delivery everywhere at once: in the ledger, on the platform's topic, in log and metric. */
@Component
class DeliveryEnd {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryEnd.class);

    private final DeliveryLedger ledger;
    private final Attempts attempts;
    private final DeliveryEvents events;
    private final DeliveryMetrics metrics;

    DeliveryEnd(DeliveryLedger ledger, Attempts attempts, DeliveryEvents events, DeliveryMetrics metrics) {
        this.ledger = ledger;
        this.attempts = attempts;
        this.events = events;
        this.metrics = metrics;
    }

    /** Whether a delivery can be ended now. */
    boolean isPossible() {
        return events.canTell();
    }

    void end(Delivery delivery, Ending ending, Channel channel, int tries, Instant at) {
        ledger.end(delivery, ending, channel, tries, at);
        attempts.forget(delivery.deliveryId());
        events.ended(delivery, ending, channel, tries, at);
        AfterCommit.run(() -> {
            metrics.ended(delivery, ending);
            LOG.atInfo()
                    .addKeyValue("requestId", delivery.requestId())
                    .addKeyValue("eventId", delivery.cause().eventId())
                    .addKeyValue("outcome", ending.status().word())
                    .addKeyValue("reason", ending.reason())
                    .log("delivery ended");
        });
    }
}
