package org.relais.notification.delivery;

import java.time.Instant;

/** Tells the platform how a message ended, in the caller's transaction. */
public interface DeliveryEvents {

    /** @param attempts tries made; 0 where none was */
    void ended(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at);
}
