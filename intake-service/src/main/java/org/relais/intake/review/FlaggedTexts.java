package org.relais.intake.review;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts in which something personal was found. */
public interface FlaggedTexts {

    /**
     * Those of these territories that nobody has decided about, the oldest first.
     *
     * @param after the one before them, decided about or not; null for the oldest
     */
    List<FlaggedText> waiting(Collection<String> jurisdictions, @Nullable FlaggedText after, int most);

    int count(Collection<String> jurisdictions);

    Optional<FlaggedText> find(UUID eventId);

    /** What was decided last about a text. */
    Optional<Decided> decided(UUID eventId);

    /** Writes a decision down and does it; a later one takes its place. */
    void decide(Decision decision);

    /**
     * @param reason why it is hidden, where that was said
     * @param published what anyone sees from now on, unless it is hidden
     */
    record Decision(
            FlaggedText text, Verdict verdict, @Nullable KeepBack reason, String published, String by, Instant at) {

        @Override
        public String toString() {
            return "Decision[" + text + ", " + verdict + "]";
        }
    }

    /** A decision as it was written down. */
    record Decided(Verdict verdict, @Nullable KeepBack reason, String by, Instant at) {}
}
