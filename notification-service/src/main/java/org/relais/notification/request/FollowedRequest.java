package org.relais.notification.request;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as this service knows it.
 *
 * @param status public status word, snake_case
 * @param department code of the department in charge; null while there is none
 * @param expectedAt when an answer can be expected; null while no date is known
 * @param decideBy by when somebody was last said to choose the department; null where by no date ({@link #awaitedDecision})
 * @param declined who last said the request is not theirs, until another takes it
 * @param followers the requester first, then those who joined
 * @param actors who did what: requester's pseudonym by the id of the event
 */
public record FollowedRequest(
        String requestId,
        String jurisdictionId,
        String trackingCode,
        String serviceCode,
        Instant submittedAt,
        String status,
        @Nullable String department,
        @Nullable Instant expectedAt,
        @Nullable Instant decideBy,
        @Nullable Declined declined,
        List<Follower> followers,
        Map<String, String> actors) {

    private static final Set<String> OVER = Set.of("resolved", "confirmed", "withdrawn");

    /** Whether nothing is added to it any more: what its requester writes is another request. */
    public boolean isOver() {
        return OVER.contains(status);
    }

    /** A department's refusal and its words. */
    public record Declined(String department, String reason) {

        @Override
        public String toString() {
            return "Declined[department=" + department + "]";
        }
    }

    public FollowedRequest {
        followers = List.copyOf(followers);
        actors = Map.copyOf(actors);
    }

    public Optional<Follower> follower(String requesterId) {
        return followers.stream()
                .filter(follower -> follower.requesterId().equals(requesterId))
                .findFirst();
    }

    /** The person who filed the request, unless erased. */
    public Optional<Follower> requester() {
        return followers.stream()
                .filter(follower -> follower.role() == Follower.Role.FILED)
                .findFirst();
    }

    /** Who did what the event says; the requester where it is not known. */
    public Optional<Follower> actor(String eventId) {
        String requesterId = actors.get(eventId);
        return requesterId == null ? requester() : follower(requesterId);
    }

    public FollowedRequest withStatus(String status) {
        return with(status, department, expectedAt, declined);
    }

    public FollowedRequest inCharge(String status, String department, @Nullable Instant expectedAt) {
        return with(status, department, expectedAt == null ? this.expectedAt : expectedAt, null);
    }

    public FollowedRequest inNobodysCharge(String status) {
        return inNobodysCharge(status, null);
    }

    public FollowedRequest inNobodysCharge(String status, @Nullable Instant decideBy) {
        return with(status, null, expectedAt, decideBy, null);
    }

    public FollowedRequest declinedBy(String status, Declined declined) {
        return with(status, department, expectedAt, declined);
    }

    public FollowedRequest expectedAt(String status, @Nullable Instant expectedAt) {
        return with(status, department, expectedAt, declined);
    }

    public FollowedRequest joinedBy(Follower follower) {
        if (follower(follower.requesterId()).isPresent()) {
            return this;
        }
        return with(Stream.concat(followers.stream(), Stream.of(follower)).toList(), actors);
    }

    public FollowedRequest without(String requesterId) {
        Map<String, String> remaining = new HashMap<>(actors);
        remaining.values().removeIf(requesterId::equals);
        return with(
                followers.stream()
                        .filter(follower -> !follower.requesterId().equals(requesterId))
                        .toList(),
                remaining);
    }

    public FollowedRequest actedOnBy(String eventId, String requesterId) {
        Map<String, String> known = new HashMap<>(actors);
        known.put(eventId, requesterId);
        return with(followers, known);
    }

    /** By when somebody is to choose the department; null once somebody has it or it is over, whatever was kept of it. */
    public @Nullable Instant awaitedDecision() {
        return department == null && status.equals("awaiting_triage") ? decideBy : null;
    }

    private FollowedRequest with(
            String status, @Nullable String department, @Nullable Instant expectedAt, @Nullable Declined declined) {
        return with(status, department, expectedAt, decideBy, declined);
    }

    private FollowedRequest with(
            String status,
            @Nullable String department,
            @Nullable Instant expectedAt,
            @Nullable Instant decideBy,
            @Nullable Declined declined) {
        return new FollowedRequest(
                requestId,
                jurisdictionId,
                trackingCode,
                serviceCode,
                submittedAt,
                status,
                department,
                expectedAt,
                decideBy,
                declined,
                followers,
                actors);
    }

    private FollowedRequest with(List<Follower> followers, Map<String, String> actors) {
        return new FollowedRequest(
                requestId,
                jurisdictionId,
                trackingCode,
                serviceCode,
                submittedAt,
                status,
                department,
                expectedAt,
                decideBy,
                declined,
                followers,
                actors);
    }
}
