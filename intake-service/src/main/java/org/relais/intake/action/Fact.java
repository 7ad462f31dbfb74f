package org.relais.intake.action;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;

/**
 * A citizen's action as it is stored and announced.
 *
 * @param requesterId pseudonym of the person who did it
 * @param joined whether they joined the request; else they filed it
 * @param caseVersion the case's version the person saw
 * @param published the action without contact details
 * @param words what was really written
 * @param privateByRule whether a rule may keep the request private for the service that is named now
 * @param key tells a repeat from another action of the request
 * @param callersKey what the caller calls the action by; null where it gave it no name
 */
public record Fact(
        UUID eventId,
        UUID requestId,
        String jurisdictionId,
        UUID requesterId,
        boolean joined,
        Instant at,
        long caseVersion,
        CitizenAction published,
        @Nullable String words,
        boolean privateByRule,
        String key,
        @Nullable String callersKey,
        PayloadMark mark) {

    @Override
    public String toString() {
        return "Fact[eventId=" + eventId + ", requestId=" + requestId + "]";
    }
}
