package org.relais.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.planning.Recall;

/** The record of every message. */
public interface DeliveryLedger {

    /** Adds a message unless its event, person and template already have one; says whether it did. */
    boolean add(Delivery delivery, Instant dueAt, boolean awaitsRouting);

    /** Reserves, for the caller's transaction, what a recall concerns and is not being sent this moment. */
    List<Delivery> claimRecalled(String requestId, Recall recall);

    /** Remembers the recall for what still waits and is concerned: what is being sent this moment, which may not succeed. */
    void rememberRecall(String requestId, Recall recall);

    /** Why a message that waits is moot; empty where it isn't. */
    Optional<String> recalled(String deliveryId);

    /** Adds what the routing decision says to the messages that await it. */
    void tellWhatAwaits(String requestId, Map<Detail, String> decision);

    /** Makes due what awaits the routing decisions of these requests; says how much that is. */
    int release(Collection<String> requestIds, Instant dueAt);

    /**
     * Reserves the next due message for the caller's transaction: no other worker or instance sees it until that ends, even by
     * a crash. A person's messages about one request come in the order they were planned; a later one waits while an earlier
     * one is waiting, unless that was planned before {@code orderKeptSince}.
     */
    Optional<Delivery> claimNext(Instant now, Instant orderKeptSince);

    /** Puts a message off, unless it was ended or put off since it was read; says whether it did. */
    boolean postpone(Delivery delivery, Instant dueAt);

    void end(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at);

    /** Reserves, for the caller's transaction, a message that was sent and of which no more is known. */
    Optional<Sent> claimSent(String deliveryId);

    /** The first message this person got about this request: later ones answer to it, so that mail programs show one thread. */
    Optional<String> threadStart(String requestId, String requesterId);

    List<Entry> of(String requestId);

    Waiting waiting(Instant now);

    /** @param attempts tries made */
    record Sent(Delivery delivery, int attempts) {}

    /** What may be shown of a delivery. */
    record Entry(
            String deliveryId,
            String requestId,
            String template,
            int templateVersion,
            String language,
            String channel,
            String status,
            @Nullable String reason,
            int attempts,
            Instant plannedAt,
            @Nullable Instant endedAt) {}

    /** How many messages are due and not sent, and how long the oldest has been due. */
    record Waiting(long count, Duration age) {}
}
