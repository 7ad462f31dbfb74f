package org.relais.intake.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;

/** What became of a contact: one request, one added detail, one judgement of an outcome, or one refusal with its reason. */
public sealed interface ContactOutcome {

    /**
     * A request was filed.
     *
     * @param serviceWanted whether the person is to be asked what it is about
     * @param placeWanted whether the person is to be asked where it is
     * @param leftOut what could not be taken over, each thing once: files, places, contact details
     */
    record Filed(
            UUID requestId,
            TrackingCode trackingCode,
            boolean serviceWanted,
            boolean placeWanted,
            List<LeftOut> leftOut)
            implements ContactOutcome {

        public Filed {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** What was said was added to a request. */
    record Added(UUID requestId, TrackingCode trackingCode, List<LeftOut> leftOut) implements ContactOutcome {

        public Added {
            leftOut = List.copyOf(leftOut);
        }
    }

    /** The same where the channel itself left out more of what was taken over. */
    default ContactOutcome without(List<LeftOut> more) {
        return switch (this) {
            case Filed filed ->
                new Filed(
                        filed.requestId(),
                        filed.trackingCode(),
                        filed.serviceWanted(),
                        filed.placeWanted(),
                        joined(filed.leftOut(), more));
            case Added added -> new Added(added.requestId(), added.trackingCode(), joined(added.leftOut(), more));
            case Judged _, Refused _, Later _ -> this;
        };
    }

    private static List<LeftOut> joined(List<LeftOut> some, List<LeftOut> more) {
        List<LeftOut> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** The outcome of a resolved request was confirmed, or contested. */
    record Judged(UUID requestId, TrackingCode trackingCode, boolean confirmed) implements ContactOutcome {}

    record Refused(ContactRefusal reason) implements ContactOutcome {}

    /** Nothing can be decided now; it is to be handed over again. */
    record Later() implements ContactOutcome {}
}
