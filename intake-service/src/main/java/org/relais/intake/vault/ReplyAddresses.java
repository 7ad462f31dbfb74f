package org.relais.intake.vault;

import java.util.Optional;
import java.util.UUID;

/** Addresses at which a person's own replies are known as theirs. */
public interface ReplyAddresses {

    /** Where the person's replies by mail are to go; empty where nobody would read them. */
    Optional<String> of(UUID requesterId);
}
