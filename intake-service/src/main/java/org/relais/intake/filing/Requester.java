package org.relais.intake.filing;

import org.jspecify.annotations.Nullable;

/** What a caller says of the person who asks. */
public record Requester(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String language) {

    public static final Requester ANONYMOUS = new Requester(null, null, null, null);

    @Override
    public String toString() {
        return "Requester[]";
    }
}
