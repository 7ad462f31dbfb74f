package org.relais.intake.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody who looked at a text decides. */
public enum Verdict {
    /** What was found stays hidden. */
    KEEP_MASKED,
    /** What only looks like a name is shown; addresses and numbers stay hidden. */
    SHOW,
    /** Nothing of it is public. */
    HIDE;

    public static Optional<Verdict> of(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
