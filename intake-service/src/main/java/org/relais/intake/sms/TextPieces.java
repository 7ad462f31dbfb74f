package org.relais.intake.sms;

import java.time.Instant;
import java.util.Optional;
import org.relais.intake.filing.PayloadMark;

/**
 * Pieces of long messages, until the others are there and the message is answered; the number is known by a keyed mark alone.
 * Pieces that bear one reference are of one message as long as they come close to one another: references come round again.
 */
public interface TextPieces {

    /**
     * Keeps a piece. The one that made the message whole gets the whole of it, and again whenever it is handed over again before the
     * message was answered; any other gets nothing.
     */
    Optional<Whole> join(PayloadMark number, IncomingText piece);

    /** The answer to the message that this piece made whole has left: its words are not needed any more. */
    void answered(String pieceId);

    /** Drops what no piece can be joined to any more, and nobody will ask for again. */
    void forget(Instant now);

    /** @param id of the first piece */
    record Whole(String id, String text) {

        @Override
        public String toString() {
            return "Whole[]";
        }
    }
}
