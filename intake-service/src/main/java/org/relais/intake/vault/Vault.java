package org.relais.intake.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contact details: put in sealed, read with a purpose that is recorded, erased with their key. */
public final class Vault {

    private final ContactSeal seal;
    private final Persons persons;
    private final ContactReads reads;

    public Vault(ContactSeal seal, Persons persons, ContactReads reads) {
        this.seal = seal;
        this.persons = persons;
        this.reads = reads;
    }

    /** Seals without storing, so that it can be done outside a transaction. */
    public SealedPerson seal(UUID requesterId, ContactDetails contact) {
        return seal.seal(requesterId, contact);
    }

    /** Reads a person's contact details on another's behalf; the read is recorded, where there is something to read. */
    public Optional<ContactDetails> read(
            UUID requesterId, String caller, @Nullable String department, ContactReads.Purpose purpose, Instant at) {
        Optional<ContactDetails> contact = open(requesterId);
        if (contact.isPresent()) {
            reads.record(List.of(new ContactReads.Read(requesterId, null, caller, department, purpose, at)));
        }
        return contact;
    }

    /** Records that somebody is about to see what people wrote, contact details included. */
    public void record(List<ContactReads.Read> seen) {
        reads.record(seen);
    }

    /** Opens a person's contact details for this service's own work, such as masking what they write. */
    public Optional<ContactDetails> open(UUID requesterId) {
        return persons.find(requesterId).map(seal::open);
    }

    /** With what was recorded of its being read. */
    public boolean erase(UUID requesterId) {
        reads.forget(requesterId);
        return persons.erase(requesterId);
    }
}
