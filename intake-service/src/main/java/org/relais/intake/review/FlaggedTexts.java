package org.relais.intake.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Texts in which something personal was found. */
public interface FlaggedTexts {

    /** Those that nobody has decided about, the oldest first. */
    List<FlaggedText> waiting(int most);

    Optional<FlaggedText> find(UUID eventId);

    /** Writes a decision down and does it; a later one takes its place. */
    void decide(Decision decision);

    /** @param published what anyone sees from now on, unless it is hidden */
    record Decision(FlaggedText text, Verdict verdict, String published, String by, Instant at) {

        @Override
        public String toString() {
            return "Decision[" + text + ", " + verdict + "]";
        }
    }
}
