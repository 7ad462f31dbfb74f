package org.relais.platform.outbox;

import org.relais.event.catalogue.Topic;

/** Numbers the events that this service writes of a request: 1, 2, 3 … without gaps, for each topic on its own. */
public interface Sequences {

    /**
     * Draws the next number under a row lock that is held until the caller's transaction ends, so that numbers commit in order
     * and a rollback leaves no gap. Must be called inside a transaction.
     */
    long next(Topic topic, String requestId);
}
