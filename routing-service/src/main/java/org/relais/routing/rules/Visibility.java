package org.relais.routing.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether anyone may look at a request. */
public enum Visibility {
    PUBLIC,
    /** It concerns one person alone, as a request of a private service does. */
    PRIVATE;

    /** As it stands in tables and in what is said, for example {@code private}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Visibility> named(String word) {
        return Arrays.stream(values())
                .filter(visibility -> visibility.word().equals(word))
                .findFirst();
    }
}
