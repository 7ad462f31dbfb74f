package org.relais.intake.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.TrackingCode;

/** What became of each contact, and the requests that contacts are about. */
public interface ContactLedger {

    Optional<Entry> find(UUID contactId);

    /** Writes down what became of a contact; does nothing if that stands there already. */
    void record(Entry entry);

    /** How many requests a sender filed since then. */
    int filedBy(PayloadMark sender, Instant since);

    Optional<TrackingCode> trackingCode(UUID requestId);

    /** The request that a person filed under this pseudonym. */
    Optional<UUID> requestOf(UUID requesterId);

    /** @param sender who sent it, where that counts */
    record Entry(
            UUID contactId,
            String channel,
            PayloadMark mark,
            Instant receivedAt,
            ContactOutcome outcome,
            @Nullable PayloadMark sender) {}
}
