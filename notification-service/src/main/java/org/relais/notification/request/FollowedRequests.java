package org.relais.notification.request;

import java.util.Optional;
import java.util.Set;

/** The requests this service follows. */
public interface FollowedRequests {

    /**
     * Reserves requests for the caller's transaction, known or not, so that two sources' events of one request are applied one
     * after the other; those that are reserved already are not asked for again.
     */
    void lock(Set<String> requestIds);

    Optional<FollowedRequest> find(String requestId);

    /** Seen by the caller's transaction at once, and written with others by one batch before it commits. */
    void save(FollowedRequest request);
}
