package org.relais.intake.filing;

import org.jspecify.annotations.Nullable;
import org.relais.intake.vault.ReplyHandle;

/**
 * What a caller says of the person who asks.
 *
 * @param reply how the channel they used takes an answer; null where it can't or needs nothing of its own
 */
public record Requester(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String language,
        @Nullable ReplyHandle reply) {

    public static final Requester ANONYMOUS = new Requester(null, null, null, null);

    public Requester(@Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String language) {
        this(name, email, phone, language, null);
    }

    @Override
    public String toString() {
        return "Requester[]";
    }
}
