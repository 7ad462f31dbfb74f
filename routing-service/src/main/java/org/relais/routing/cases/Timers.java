package org.relais.routing.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * Wakes a case when its date is to be looked at. A timer is no more than a call to look: what is due then the case itself says.
 * Writes with the case's transaction.
 */
public interface Timers {

    /** For a case that never had a timer. */
    void start(UUID caseId, Instant at);

    /** The case's timer fires then, whether or not it had one. */
    void move(UUID caseId, Instant at);

    void stop(UUID caseId);
}
