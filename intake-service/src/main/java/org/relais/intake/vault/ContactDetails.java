package org.relais.intake.vault;

import org.jspecify.annotations.Nullable;

/**
 * How a person can be reached. Never in a log, an event or a public view.
 *
 * @param reply where the channel the person used takes an answer; null where it has no handle of its own
 */
public record ContactDetails(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        String language,
        @Nullable ReplyHandle reply) {

    public ContactDetails(@Nullable String name, @Nullable String email, @Nullable String phone, String language) {
        this(name, email, phone, language, null);
    }

    public boolean isEmpty() {
        return name == null && email == null && phone == null && reply == null;
    }

    /** Whether there is any way to send the person a message. */
    public boolean reachable() {
        return email != null || phone != null || reply != null;
    }

    @Override
    public String toString() {
        return "ContactDetails[]";
    }
}
