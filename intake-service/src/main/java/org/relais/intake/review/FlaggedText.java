package org.relais.intake.review;

import java.time.Instant;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;

/**
 * A text from which something personal was taken out before it was published.
 *
 * @param eventId of the event that published it
 * @param serviceCode of the request; empty where it has none
 * @param requesterId of the one who wrote it
 * @param filed whether it is the description of the request itself
 * @param written as the person wrote it
 * @param published as anyone sees it now
 */
public record FlaggedText(
        UUID eventId,
        UUID requestId,
        TrackingCode trackingCode,
        String jurisdictionId,
        String serviceCode,
        UUID requesterId,
        String language,
        boolean filed,
        String written,
        String published,
        Instant at) {

    @Override
    public String toString() {
        return "FlaggedText[" + eventId + "]";
    }
}
