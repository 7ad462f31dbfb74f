package org.relais.platform.masking;

import org.jspecify.annotations.Nullable;

/** What is known of the person who wrote a text, so that it can be taken out of it. */
public record KnownPerson(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone) {

    public static final KnownPerson NOBODY = new KnownPerson(null, null, null);

    @Override
    public String toString() {
        return "KnownPerson[]";
    }
}
