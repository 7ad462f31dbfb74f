package org.relais.intake.vault;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's contact details as they are stored: each field encrypted with the person's own key, the key wrapped. */
public final class SealedPerson {

    private final UUID requesterId;
    private final WrappedKey key;
    private final byte @Nullable [] name;
    private final byte @Nullable [] email;
    private final byte @Nullable [] phone;
    private final String language;
    private final byte @Nullable [] reply;

    public SealedPerson(
            UUID requesterId,
            WrappedKey key,
            byte @Nullable [] name,
            byte @Nullable [] email,
            byte @Nullable [] phone,
            String language) {
        this(requesterId, key, name, email, phone, language, null);
    }

    public SealedPerson(
            UUID requesterId,
            WrappedKey key,
            byte @Nullable [] name,
            byte @Nullable [] email,
            byte @Nullable [] phone,
            String language,
            byte @Nullable [] reply) {
        this.requesterId = requesterId;
        this.key = key;
        this.name = name;
        this.email = email;
        this.phone = phone;
        this.language = language;
        this.reply = reply;
    }

    public UUID requesterId() {
        return requesterId;
    }

    public WrappedKey key() {
        return key;
    }

    public byte @Nullable [] name() {
        return name;
    }

    public byte @Nullable [] email() {
        return email;
    }

    public byte @Nullable [] phone() {
        return phone;
    }

    public String language() {
        return language;
    }

    public byte @Nullable [] reply() {
        return reply;
    }
}
