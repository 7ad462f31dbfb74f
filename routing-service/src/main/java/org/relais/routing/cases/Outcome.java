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

    /** Whether somebody has work done for it, so that a person in triage can't give it. */
    public boolean needsDepartment() {
        return switch (this) {
            case FIXED, PLANNED -> true;
            case ALREADY_FIXED, NOT_OURS, NOT_POSSIBLE, SOLVED_BY_OTHERS, NOTHING_TO_DO -> false;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> named(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
