package org.relais.routing.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a case ends. */
public enum Outcome {
    FIXED,
    ALREADY_FIXED,
    PLANNED,
    NOT_OURS,
    NOT_POSSIBLE,
    SOLVED_BY_OTHERS,
    NOTHING_TO_DO;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> named(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
