package org.relais.platform.outbox;

/**
 * How the events that a service writes of a request on one topic get their numbers: 1, 2, 3 … without gaps, for each topic on
 * its own. A stream keeps to one of these.
 */
public enum Numbering {
    /** Every number is drawn; the first is 1. */
    FROM_FIRST(0),

    /**
     * The first event is 1 by construction and was written without drawing (the request's id is new, or the
     * event is the same that was written before a restore); the first that is drawn is 2.
     */
    BEHIND_FIRST(1);

    private final long before;

    Numbering(long before) {
        this.before = before;
    }

    /** The last number before the first that is drawn. */
    long before() {
        return before;
    }
}
