package org.relais.notification.delivery;

import java.time.Instant;

/** Tells the platform how a message ended, in the caller's transaction. */
public interface DeliveryEvents {

    /** Whether an end can be told now, so that nothing leaves whose end could not be written down. */
    boolean canTell();

    /** @param attempts tries made; 0 where none was */
    void ended(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at);
}
