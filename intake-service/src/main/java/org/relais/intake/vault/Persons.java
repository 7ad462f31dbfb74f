package org.relais.intake.vault;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** The persons in the vault, sealed. */
public interface Persons {

    void addAll(Collection<SealedPerson> persons);

    Optional<SealedPerson> find(UUID requesterId);

    /** Deletes the person and with it the only key to what was stored; false if there was none. */
    boolean erase(UUID requesterId);
}
