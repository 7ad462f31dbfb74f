package org.relais.routing.cases;

import org.jspecify.annotations.Nullable;

/** Free text written by a person. It is carried and stored, but never printed: its {@code toString} says only its length. */
public record Words(String text) {

    public static final Words NONE = new Words("");

    public static Words of(@Nullable String text) {
        return text == null || text.isBlank() ? NONE : new Words(text.strip());
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    public @Nullable String orNull() {
        return isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return "[" + text.length() + " characters]";
    }
}
