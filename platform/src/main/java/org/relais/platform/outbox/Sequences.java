package org.relais.platform.outbox;

import java.util.Collection;
import java.util.Map;
import org.relais.event.catalogue.Topic;

/**
 * Numbers the events that this service writes of a request: 1, 2, 3 … without gaps, for each topic on its own.
 *
 * <p>Every draw takes a row lock that is held until the caller's transaction ends, so that numbers commit in order and a
 * rollback leaves no gap. All of them must be called inside a transaction.
 */
public interface Sequences {

    /** Draws the next number of a stream that always draws: the first is 1. */
    long next(Topic topic, String requestId);

    /**
     * Draws the next number of a stream whose first event is 1 by construction and was written without drawing (the request's id
     * is new, so nobody else can have written one): the first that is drawn is 2.
     */
    long nextAfterFirst(Topic topic, String requestId);

    /** Draws one number for each of several requests with one statement. */
    Map<String, Long> next(Topic topic, Collection<String> requestIds);
}
