package org.relais.intake.messenger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;

/**
 * A message as a messenger hands it over.
 *
 * @param id the messenger's own, the same when it is handed over again
 * @param from where an answer goes: a number, a conversation
 * @param phone number of the sender, where the messenger knows people by it
 * @param name what the sender calls themselves
 * @param place where they shared a spot of the map
 * @param photos the messenger's own names for pictures, to be fetched with
 * @param more whether it holds something that can't be taken in: a voice note, a film, a letter
 * @param alone whether one person wrote, and not a group or a machine
 * @param thread what an answer is put under, where that is not the message itself: a room
 * @param corrects the id of the message whose words these replace; null where they replace none
 */
public record IncomingMessage(
        String id,
        String from,
        @Nullable String phone,
        @Nullable String name,
        String text,
        @Nullable Place place,
        List<String> photos,
        boolean more,
        boolean alone,
        @Nullable String thread,
        @Nullable String corrects,
        Instant receivedAt) {

    public IncomingMessage {
        photos = List.copyOf(photos);
    }

    /** A message that is answered as itself and replaces none. */
    public IncomingMessage(
            String id,
            String from,
            @Nullable String phone,
            @Nullable String name,
            String text,
            @Nullable Place place,
            List<String> photos,
            boolean more,
            boolean alone,
            Instant receivedAt) {
        this(id, from, phone, name, text, place, photos, more, alone, null, null, receivedAt);
    }

    /** Whether nothing in it can be taken in, though something was said. */
    boolean isWordless() {
        return more && text.isBlank() && place == null && photos.isEmpty();
    }

    @Override
    public String toString() {
        return "IncomingMessage[]";
    }
}
