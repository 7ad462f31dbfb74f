package org.relais.notification.delivery;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Every try at sending, written down before it begins, so that a crash leaves a trace. */
public interface Attempts {

    /** What the message said when it was first tried. */
    Optional<Composition> composition(String deliveryId);

    /**
     * Records that a try begins, in a transaction of its own that is committed before anything leaves. A try without an end is
     * one whose outcome nobody knows.
     */
    Attempt begin(String deliveryId, Channel channel, Composition composition, Instant at);

    /** How it was tried last; empty where it was not tried yet. */
    Optional<Channel> lastChannel(String deliveryId);

    /** How many of its tries may have succeeded without our knowing. */
    int ofUnknownOutcome(String deliveryId);

    /** Whether it was refused for good that way. */
    boolean wasRefused(String deliveryId, Channel channel);

    /** Records the outcome of a try, in the caller's transaction. */
    void end(String deliveryId, Attempt attempt, Result result, Instant at);

    /** Forgets what the message said, once it won't be tried again. */
    void forget(String deliveryId);

    /**
     * What a message says, the same at every try.
     *
     * @param datedAt the Date field's time
     * @param variables what fills the template
     */
    record Composition(Instant datedAt, Map<String, String> variables) {

        @Override
        public String toString() {
            return "Composition[datedAt=" + datedAt + "]";
        }
    }

    /**
     * A try.
     *
     * @param number from 1
     * @param possibleRepeat whether an earlier try may have succeeded without our knowing
     */
    record Attempt(int number, boolean possibleRepeat) {}

    /** What came of a try. */
    enum Result {
        ACCEPTED,
        REFUSED,
        NOT_TAKEN,
        UNKNOWN
    }
}
