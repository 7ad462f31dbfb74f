package org.relais.intake.action;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;

/** What citizens did, each once. */
public interface Facts {

    /**
     * Stores an action with the event that tells of it and its entry in the timeline; with the person who joins, if one does.
     */
    Recorded record(Fact fact, @Nullable Joiner joining);

    /**
     * What an action said that was stored under either key, however the request stands by now.
     *
     * @param callersKey null where the caller gave it no name
     */
    Optional<PayloadMark> find(UUID requestId, String key, @Nullable String callersKey);

    /** How a person contested a request's outcome last; empty where they never did, or confirmed it since. */
    Optional<Contest> contest(UUID requestId, UUID requesterId);

    /** @param words all that was written, as it was written: only the person who wrote it may read it so */
    record Contest(UUID eventId, String words) {

        @Override
        public String toString() {
            return "Contest[" + eventId + "]";
        }
    }

    /** What came of storing. */
    enum Recorded {
        FRESH,
        /** The same action was stored before. */
        REPEATED,
        /** An action with the same key was stored before, saying something else. */
        DIFFERENT,
        /** The person who joins has joined already; nothing was stored. */
        JOINED_BEFORE,
        /** One of its attachments belongs to something else; nothing was stored. */
        ATTACHMENT_GONE
    }
}
