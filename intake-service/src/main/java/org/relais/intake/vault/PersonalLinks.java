package org.relais.intake.vault;

import java.util.Optional;
import java.util.UUID;

/** Where people who joined a request judge its outcome, or leave it again. */
@FunctionalInterface
public interface PersonalLinks {

    /** The person's own link; empty for somebody who didn't join, or left. Whoever has it can act for them. */
    Optional<String> of(UUID requesterId);
}
