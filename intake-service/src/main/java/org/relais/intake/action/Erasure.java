package org.relais.intake.action;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's details going away: row, key, and what stands only here of their words. */
public record Erasure(
        UUID eventId,
        UUID requestId,
        String jurisdictionId,
        UUID requesterId,
        boolean requesterFiled,
        boolean dropAnswers,
        Instant at,
        List<Redaction> redactions) {

    public Erasure {
        redactions = List.copyOf(redactions);
    }

    /** Where a person's words were published. */
    public record PublishedText(UUID eventId, String field, String text) {

        @Override
        public String toString() {
            return "PublishedText[" + eventId + "/" + field + "]";
        }
    }

    /** What a person wrote with the request, as far as erasing looks at it. */
    public record Writings(
            List<PublishedText> published, @Nullable String answers) {

        public Writings {
            published = List.copyOf(published);
        }

        @Override
        public String toString() {
            return "Writings[]";
        }
    }

    /** Words that were published with something in them that is masked today. */
    public record Redaction(UUID eventId, PublishedText text, String replacement) {

        @Override
        public String toString() {
            return "Redaction[" + text + "]";
        }
    }

    @Override
    public String toString() {
        return "Erasure[" + requestId + "]";
    }
}
