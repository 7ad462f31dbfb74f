package org.relais.intake.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;

/** What is going on with a person, known by a keyed mark alone. */
public interface Conversations {

    /** What the person was asked last. */
    enum Awaiting {
        NOTHING,
        PLACE,
        SERVICE
    }

    /**
     * @param options codes of the services offered, in the order they were numbered
     * @param untold marks the message whose answer asks them, as long as that hasn't left for them; null once it has
     */
    record Conversation(
            @Nullable UUID requestId,
            Awaiting awaiting,
            List<String> options,
            boolean stopped,
            @Nullable PayloadMark untold,
            Instant updatedAt) {

        public Conversation {
            options = List.copyOf(options);
        }

        /** As the person knows it: what they were not told they were not asked. */
        Conversation asTold() {
            return untold == null
                    ? this
                    : new Conversation(requestId, Awaiting.NOTHING, List.of(), stopped, null, updatedAt);
        }
    }

    Optional<Conversation> find(PayloadMark person);

    /** The request of this person to which a department awaits their answer, the one asked last; empty where none does. */
    Optional<UUID> asked(PayloadMark person);

    /** The request of this person to which something was added under this key; empty where to none. */
    Optional<UUID> added(PayloadMark person, String actionKey);

    /** Keeps all of it but {@code stopped}, which {@link #silence} alone changes: it may have come meanwhile. */
    void save(PayloadMark person, Conversation conversation);

    /** The answer to this message has left for this person, with what they were asked in it. */
    void told(PayloadMark person, PayloadMark answered);

    /** When this person said something last, whatever came of it; empty where nothing goes on with them. */
    Optional<Instant> heardAt(PayloadMark person);

    /** They said something; kept where something goes on with them. */
    void heard(PayloadMark person, Instant at);

    /** Nothing more is written to this person, or something is again. */
    void silence(PayloadMark person, boolean stopped, Instant at);
}
