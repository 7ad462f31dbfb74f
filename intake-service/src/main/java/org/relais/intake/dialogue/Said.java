package org.relais.intake.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.ContactChannel;
import org.relais.intake.channel.InboundContact;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;

/**
 * What a person said at once, by whichever medium.
 *
 * @param id the channel's own name for it, the same whenever it is handed over again
 * @param who tells one person from another on this channel; kept as a keyed mark alone
 * @param phone number of the person in international form, where the channel knows it: whoever says STOP says it for all that
 *     reaches this number
 * @param from who said it, for the language in which they did
 * @param place where they showed one, which text alone can't
 * @param wordless whether it holds nothing but what can't be read here, such as a voice note
 * @param corrects the id of what was said before, where these are other words for it
 */
public record Said(
        ContactChannel channel,
        String id,
        String who,
        @Nullable String phone,
        Function<String, Requester> from,
        String words,
        @Nullable Place place,
        List<InboundContact.Attachment> attachments,
        boolean wordless,
        @Nullable String corrects,
        Instant at) {

    public Said {
        attachments = List.copyOf(attachments);
    }

    /** The same with these files. */
    Said with(List<InboundContact.Attachment> files) {
        return new Said(channel, id, who, phone, from, words, place, files, wordless, corrects, at);
    }

    /** Whether words are all there is. */
    boolean isInWordsAlone() {
        return place == null && attachments.isEmpty();
    }

    @Override
    public String toString() {
        return "Said[" + channel + "]";
    }
}
