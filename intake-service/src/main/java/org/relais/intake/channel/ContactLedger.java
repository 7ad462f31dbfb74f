package org.relais.intake.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.Status;

/** What became of each contact, and the requests that contacts are about. */
public interface ContactLedger {

    Optional<Entry> find(UUID contactId);

    /** Writes down what became of a contact; does nothing if that stands there already. */
    void record(Entry entry);

    /** Whether the answer to a contact has left. */
    boolean isAnswered(UUID contactId);

    /** The answer to a contact has left. */
    void answered(UUID contactId);

    /** How many requests a sender filed since then. */
    int filedBy(PayloadMark sender, Instant since);

    Optional<KnownRequest> request(UUID requestId);

    /** Whether one of these is the code of a request. */
    boolean knowsAny(Set<TrackingCode> codes);

    /** The request that a person filed under this pseudonym. */
    Optional<UUID> requestOf(UUID requesterId);

    /**
     * A request that a contact may be about, as far as is known here.
     *
     * @param status where it stands, in routing's word
     * @param language of the person who filed it
     * @param serviceCode what it is about; empty while that isn't known
     * @param located whether it is known where it is
     */
    record KnownRequest(
            UUID requestId,
            TrackingCode trackingCode,
            String status,
            String language,
            String jurisdictionId,
            String serviceCode,
            boolean located) {

        /** Whether it has an outcome that the person may confirm or contest. */
        public boolean isResolved() {
            return status.equals(Status.RESOLVED);
        }

        /** Whether somebody confirmed its outcome, which keeps nobody from contesting it. */
        public boolean isConfirmed() {
            return status.equals(Status.CONFIRMED);
        }

        /** Whether it has its outcome or is closed: what is said now judges that, or is a new request. */
        public boolean isOver() {
            return OpenState.of(status) == OpenState.CLOSED;
        }
    }

    /** @param sender who sent it, where that counts */
    record Entry(
            UUID contactId,
            String channel,
            PayloadMark mark,
            Instant receivedAt,
            ContactOutcome outcome,
            @Nullable PayloadMark sender) {}
}
