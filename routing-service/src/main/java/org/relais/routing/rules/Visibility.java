package org.relais.routing.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a person says of it.
     *
     * @param visibility null where they leave it to the rules, and where it isn't known
     */
    public record Choice(@Nullable Visibility visibility, boolean isKnown) {}

    /** @param word as a person gave it; nothing, or blank, where they gave none */
    public static Choice chosen(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return new Choice(null, true);
        }
        Visibility visibility = named(word).orElse(null);
        return new Choice(visibility, visibility != null);
    }
}
