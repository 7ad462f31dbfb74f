package org.relais.intake.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.PayloadMark;

/** What is going on with a number, known by a keyed mark alone. */
public interface TextConversations {

    /** What the person was asked last. */
    enum Awaiting {
        NOTHING,
        PLACE,
        SERVICE
    }

    /** @param options codes of the services offered, in the order they were numbered */
    record Conversation(
            @Nullable UUID requestId, Awaiting awaiting, List<String> options, boolean stopped, Instant updatedAt) {

        public Conversation {
            options = List.copyOf(options);
        }
    }

    Optional<Conversation> find(PayloadMark number);

    void save(PayloadMark number, Conversation conversation);

    /** Keeps a piece; the whole message, once all of its pieces are there. */
    Optional<Whole> join(PayloadMark number, IncomingText piece);

    /** Drops the pieces of a message that was dealt with. */
    void drop(PayloadMark number, String reference);

    /** @param id of the first piece */
    record Whole(String id, String text) {

        @Override
        public String toString() {
            return "Whole[]";
        }
    }
}
