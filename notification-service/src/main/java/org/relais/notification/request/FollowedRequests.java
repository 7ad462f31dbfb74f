package org.relais.notification.request;

import java.util.Optional;

/** The requests this service follows. */
public interface FollowedRequests {

    /**
     * Reserves the request for the caller's transaction, known or not, so that two sources' events of one request are applied
     * one after the other.
     */
    void lock(String requestId);

    Optional<FollowedRequest> find(String requestId);

    void save(FollowedRequest request);
}
