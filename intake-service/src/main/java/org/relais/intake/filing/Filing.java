package org.relais.intake.filing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.vault.SealedPerson;

/**
 * A request as it is stored and announced: the person's own words stay here, the published ones leave without contact details.
 *
 * @param mayBePrivate whether a rule may make it private, so that it is kept from the public until it is decided
 * @param requestedAt when the person first asked, where that was before it was filed here
 * @param spokenForBy holder of the key that it was filed with, who may say more of it for the person later; null where there is none
 * @param person the requester's contact details, sealed; null where none were given
 * @param payload tells whether a repeat of the same idempotency key says the same; null without a key
 */
public record Filing(
        UUID requestId,
        TrackingCode trackingCode,
        UUID eventId,
        Instant submittedAt,
        @Nullable Instant requestedAt,
        String jurisdictionId,
        String serviceCode,
        boolean mayBePrivate,
        String channel,
        String language,
        UUID requesterId,
        RequesterKind requester,
        boolean contactable,
        Words words,
        Words published,
        List<UUID> attachments,
        @Nullable String spokenForBy,
        @Nullable SealedPerson person,
        @Nullable PayloadMark payload) {

    public Filing {
        attachments = List.copyOf(attachments);
    }

    /** What else may be said of it elsewhere, in words of the event that announces it. */
    public List<String> flags() {
        return Stream.of(requestedAt == null ? "" : "earlier", published.equals(words) ? "" : "personal_data")
                .filter(flag -> !flag.isEmpty())
                .toList();
    }

    /** What the person wrote. */
    public record Words(String description, @Nullable Place place, List<Answer> answers) {

        public Words {
            answers = List.copyOf(answers);
        }

        @Override
        public String toString() {
            return "Words[]";
        }
    }

    @Override
    public String toString() {
        return "Filing[" + requestId + "]";
    }
}
