package org.relais.intake.vault;

import org.jspecify.annotations.Nullable;

/** How a person can be reached. Never in a log, an event or a public view. */
public record ContactDetails(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        String language) {

    public boolean isEmpty() {
        return name == null && email == null && phone == null;
    }

    /** Whether there is any way to send the person a message. */
    public boolean reachable() {
        return email != null || phone != null;
    }

    @Override
    public String toString() {
        return "ContactDetails[]";
    }
}
