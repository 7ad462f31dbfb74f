package org.relais.intake.channel;

import java.util.UUID;
import org.relais.intake.filing.TrackingCode;

/** What became of a contact: one request, one added detail, or one refusal with its reason. */
public sealed interface ContactOutcome {

    /**
     * A request was filed.
     *
     * @param serviceWanted whether the person is to be asked what it is about
     * @param placeWanted whether the person is to be asked where it is
     * @param leftOut how much could not be taken over: files, places, contact details
     */
    record Filed(UUID requestId, TrackingCode trackingCode, boolean serviceWanted, boolean placeWanted, int leftOut)
            implements ContactOutcome {}

    /** What was said was added to a request. */
    record Added(UUID requestId, TrackingCode trackingCode, int leftOut) implements ContactOutcome {}

    record Refused(ContactRefusal reason) implements ContactOutcome {}

    /** Nothing can be decided now; it is to be handed over again. */
    record Later() implements ContactOutcome {}
}
