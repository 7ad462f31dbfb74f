package org.relais.intake.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encrypts a person's contact details with a key of their own, and opens them again. */
public final class ContactSeal {

    private final MasterKeys masterKeys;

    public ContactSeal(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    public SealedPerson seal(UUID requesterId, ContactDetails contact) {
        byte[] key = masterKeys.newKey();
        return new SealedPerson(
                requesterId,
                masterKeys.wrap(key, requesterId.toString()),
                sealed(key, requesterId, "name", contact.name()),
                sealed(key, requesterId, "email", contact.email()),
                sealed(key, requesterId, "phone", contact.phone()),
                contact.language(),
                sealed(key, requesterId, "reply", written(contact.reply())));
    }

    public ContactDetails open(SealedPerson person) {
        UUID requesterId = person.requesterId();
        byte[] key = masterKeys.unwrap(person.key(), requesterId.toString());
        return new ContactDetails(
                opened(key, requesterId, "name", person.name()),
                opened(key, requesterId, "email", person.email()),
                opened(key, requesterId, "phone", person.phone()),
                person.language(),
                read(opened(key, requesterId, "reply", person.reply())));
    }

    private byte @Nullable [] sealed(byte[] key, UUID requesterId, String field, @Nullable String value) {
        return value == null
                ? null
                : masterKeys.sealing().seal(key, value.getBytes(StandardCharsets.UTF_8), boundTo(requesterId, field));
    }

    private @Nullable String opened(byte[] key, UUID requesterId, String field, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : new String(
                        masterKeys.sealing().open(key, sealed, boundTo(requesterId, field)), StandardCharsets.UTF_8);
    }

    private static @Nullable String written(@Nullable ReplyHandle reply) {
        return reply == null ? null : reply.written();
    }

    private static @Nullable ReplyHandle read(@Nullable String written) {
        return written == null ? null : ReplyHandle.read(written);
    }

    private static byte[] boundTo(UUID requesterId, String field) {
        return (requesterId + "/" + field).getBytes(StandardCharsets.UTF_8);
    }
}
