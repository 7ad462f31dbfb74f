package org.relais.notification.request;

/**
 * A person who follows a request, under a pseudonym.
 *
 * @param requesterId pseudonym, new for each request
 * @param language tag the person wants to be written to in
 * @param contactable whether the person left any way to be reached
 */
public record Follower(String requesterId, Role role, String language, boolean contactable) {

    /** How the person came to follow the request. */
    public enum Role {
        FILED,
        JOINED
    }
}
