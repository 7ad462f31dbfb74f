package org.relais.intake.channel;

import java.time.Instant;
import java.util.List;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.Requester;
import org.relais.intake.vault.ReplyHandle;

/** Postcards as a way in: first line the place, then the words; the stamp's number tells one card from another. */
final class PostcardChannel {

    private static final ContactChannel POSTCARDS = new ContactChannel("postcard", "COUNTER");

    private final ReceiveContact receiveContact;

    PostcardChannel(ReceiveContact receiveContact) {
        this.receiveContact = receiveContact;
    }

    /** What is written on the card that goes back. */
    String arrives(String stamp, String sender, String card, Instant at) {
        String[] placeAndWords = card.split("\n", 2);
        return switch (receiveContact.receive(new InboundContact(
                POSTCARDS,
                stamp,
                null,
                null,
                new Requester(sender, null, null, "fr", new ReplyHandle("postcard", sender, stamp)),
                placeAndWords.length > 1 ? placeAndWords[1] : "",
                new Place(null, null, placeAndWords[0]),
                null,
                List.of(),
                List.of(),
                at))) {
            case ContactOutcome.Filed filed -> "Merci ! Votre code : " + filed.trackingCode();
            case ContactOutcome.Added added -> "Ajouté à " + added.trackingCode();
            case ContactOutcome.Judged judged -> "Noté";
            case ContactOutcome.Refused refused ->
                "Rien reçu : " + refused.reason().code();
            case ContactOutcome.Later later -> "Revenez plus tard";
        };
    }
}
