package org.relais.intake.open311;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.tracking.TrackedRequest;

/** Which outcomes of their own requests the holders of keys have fetched, each from the first time on. */
public interface FetchedOutcomes {

    /** These requests were shown to a holder as they stood when they were read, whatever has happened to them since. */
    void shown(String holder, Collection<TrackedRequest> requests, Instant at);

    /** These updates were told to a holder. */
    void told(String holder, Collection<Update> updates, Instant at);

    /** When a holder first fetched an outcome; empty while they haven't. */
    Optional<Instant> fetchedAt(String holder, UUID outcomeEventId);
}
