package org.relais.intake.sms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.relais.intake.filing.PayloadMark;

/**
 * Pieces of long messages, until the others are there and the message is answered, or until nobody awaits the others any more. Pieces
 * that bear one reference are of one message as long as they come close to one another: references come round again.
 */
public interface TextPieces {

    /**
     * Keeps a piece. The one that made the message whole gets the whole of it, and again whenever it is handed over again before the
     * message was answered; any other gets nothing.
     *
     * @param mark under which the sender's pieces are found
     * @param number of the sender in international form; kept sealed, and no longer than the words
     */
    Optional<Whole> join(PayloadMark mark, String number, IncomingText piece);

    /** The answer to the message that this piece made whole has left: its words are not needed any more. */
    void answered(String pieceId);

    /**
     * Messages that were never answered, and of which no more is awaited: mostly because pieces of them never came. Those that failed
     * least come first, and those that were {@link #quarantine put aside} not at all.
     */
    List<Waiting> overdue(Instant now);

    /**
     * What came of an overdue message; empty where a piece came or it was answered just now. Nothing is joined to it any more, and it
     * is the same until it is {@link #taken}.
     */
    Optional<Overdue> close(Waiting text, Instant now);

    /** An overdue message was taken in as it is: its words are not needed any more. */
    void taken(Overdue text);

    /** Counts that an overdue message could not be taken in; answers how often by now. */
    int failed(Waiting text);

    /** An overdue message breaks whatever takes it in: it is tried no more, and its words stay for a person to look at. */
    void quarantine(Waiting text, String reason, Instant now);

    /** Drops what no piece is known again by any more. */
    void forget(Instant now);

    /** @param id of the first piece */
    record Whole(String id, String text) {

        @Override
        public String toString() {
            return "Whole[]";
        }
    }

    /**
     * A message of which no more is awaited.
     *
     * @param position tells it from others
     * @param id of its first piece that came, under which it is taken in
     * @param message under which its pieces are joined
     */
    record Waiting(long position, String id, String message) {

        @Override
        public String toString() {
            return "Waiting[" + position + "]";
        }
    }

    /**
     * @param position tells it from others of the same sender
     * @param number of the sender in international form
     * @param total how many pieces there should be
     * @param pieces those that came, by their number
     */
    record Overdue(long position, String number, int total, List<Piece> pieces) {

        /** @param id the provider's own */
        public record Piece(int number, String id, String words) {

            @Override
            public String toString() {
                return "Piece[" + number + "]";
            }
        }

        public Overdue {
            pieces = List.copyOf(pieces);
        }

        /** Under which it is taken in. */
        String id() {
            return pieces.getFirst().id();
        }

        /** Its words, with a mark wherever something is missing. */
        String words(String mark) {
            StringBuilder text = new StringBuilder();
            int next = 1;
            for (Piece piece : pieces) {
                if (piece.number() > next) {
                    text.append(' ').append(mark).append(' ');
                }
                text.append(piece.words());
                next = piece.number() + 1;
            }
            return (next > total ? text : text.append(' ').append(mark))
                    .toString()
                    .strip();
        }

        @Override
        public String toString() {
            return "Overdue[" + position + "]";
        }
    }
}
