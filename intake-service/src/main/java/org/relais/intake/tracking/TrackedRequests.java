package org.relais.intake.tracking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;

/** Requests as the public may know them. */
public interface TrackedRequests {

    Optional<TrackedRequest> find(TrackingCode code);

    /** What happened since the request was filed, oldest first. */
    List<TimelineEntry> timeline(UUID requestId);
}
