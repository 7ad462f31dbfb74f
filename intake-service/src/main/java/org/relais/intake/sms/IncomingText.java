package org.relais.intake.sms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.InboundContact;

/**
 * A text message as the provider hands it over.
 *
 * @param id the provider's own, the same when it is handed over again
 * @param from number or name of the sender, as the network says it
 * @param piece null for a message that came in one
 * @param media files of a multimedia message
 */
public record IncomingText(
        String id,
        String from,
        String text,
        @Nullable Piece piece,
        List<InboundContact.Attachment> media,
        Instant receivedAt) {

    public IncomingText {
        media = List.copyOf(media);
    }

    /** A long message travels in pieces that bear one reference. */
    public record Piece(String reference, int number, int total) {}

    @Override
    public String toString() {
        return "IncomingText[]";
    }
}
