package org.relais.intake.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a text isn't published at all. */
public enum KeepBack {
    /** It lets somebody else be known. */
    THIRD_PERSON,
    ACCUSATION,
    /** Health, family, beliefs: of the one who wrote it or of others. */
    PRIVATE_LIFE,
    INSULT,
    OTHER;

    public static Optional<KeepBack> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
