package org.relais.intake.tracking;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;

/** Requests as the public may know them. */
public interface TrackedRequests {

    Optional<TrackedRequest> find(TrackingCode code);

    /** Those of these that there are, in the same order. */
    List<TrackedRequest> findAll(Collection<TrackingCode> codes);

    /** What happened since the request was filed, oldest first. */
    List<TimelineEntry> timeline(UUID requestId);

    /** The same of several requests; nothing stands for those to which nothing happened. */
    Map<UUID, List<TimelineEntry>> timelines(Collection<UUID> requestIds);
}
