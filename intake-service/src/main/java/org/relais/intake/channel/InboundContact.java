package org.relais.intake.channel;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Answer;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;

/**
 * Something a person said, whichever way it came.
 *
 * @param channel the way it came
 * @param naturalKey the channel's own name for it, the same whenever it is handed over again
 * @param about the request it is about, where the channel knows it and trusts whom it came from; null for a new one
 * @param from who said it, with the handle at which the channel takes an answer
 * @param said what the channel itself heard, by which it is known when it is handed over again: the text may depend on what was
 *     said before
 * @param text of any length
 * @param place null where the person named none
 * @param serviceCode null where the person named none
 */
public record InboundContact(
        ContactChannel channel,
        String naturalKey,
        @Nullable String jurisdictionId,
        @Nullable UUID about,
        Requester from,
        String said,
        String text,
        @Nullable Place place,
        @Nullable String serviceCode,
        List<Answer> answers,
        List<Attachment> attachments,
        Instant receivedAt) {

    /** Names are cleaned like words: what no text can hold must not cost the contact its place, or the person their address. */
    public InboundContact {
        from = new Requester(cleaned(from.name()), from.email(), from.phone(), from.language(), from.reply());
        place = place == null ? null : new Place(place.latitude(), place.longitude(), cleaned(place.address()));
        answers = List.copyOf(answers);
        attachments = List.copyOf(attachments);
    }

    private static @Nullable String cleaned(@Nullable String name) {
        return name == null ? null : Wording.clean(name);
    }

    /** Where the text is what was heard. */
    public InboundContact(
            ContactChannel channel,
            String naturalKey,
            @Nullable String jurisdictionId,
            @Nullable UUID about,
            Requester from,
            String text,
            @Nullable Place place,
            @Nullable String serviceCode,
            List<Answer> answers,
            List<Attachment> attachments,
            Instant receivedAt) {
        this(
                channel,
                naturalKey,
                jurisdictionId,
                about,
                from,
                text,
                text,
                place,
                serviceCode,
                answers,
                attachments,
                receivedAt);
    }

    /** A new request in words alone. */
    public static InboundContact ofWords(
            ContactChannel channel, String naturalKey, Requester from, String text, Instant receivedAt) {
        return new InboundContact(
                channel, naturalKey, null, null, from, text, null, null, List.of(), List.of(), receivedAt);
    }

    public InboundContact about(@Nullable UUID requestId) {
        return new InboundContact(
                channel,
                naturalKey,
                jurisdictionId,
                requestId,
                from,
                said,
                text,
                place,
                serviceCode,
                answers,
                attachments,
                receivedAt);
    }

    public InboundContact named(String otherKey) {
        return new InboundContact(
                channel,
                otherKey,
                jurisdictionId,
                about,
                from,
                said,
                text,
                place,
                serviceCode,
                answers,
                attachments,
                receivedAt);
    }

    /** A file that came with it, read only when it is kept. */
    public record Attachment(String name, Content content) {

        /** Where the bytes come from. */
        @FunctionalInterface
        public interface Content {
            InputStream open() throws IOException;
        }

        @Override
        public String toString() {
            return "Attachment[]";
        }
    }

    @Override
    public String toString() {
        return "InboundContact[" + channel + "]";
    }
}
