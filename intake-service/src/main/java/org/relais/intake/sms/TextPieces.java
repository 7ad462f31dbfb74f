package org.relais.intake.sms;

import java.util.Optional;
import org.relais.intake.filing.PayloadMark;

/** Pieces of long messages, until the others are there; the number is known by a keyed mark alone. */
public interface TextPieces {

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
