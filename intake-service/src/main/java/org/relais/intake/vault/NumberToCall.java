package org.relais.intake.vault;

import java.util.Optional;
import java.util.UUID;

/** Whom somebody should have called who wrote instead. */
@FunctionalInterface
public interface NumberToCall {

    /** Where what they asked for is, or by its words may be, an emergency; empty for anybody else. */
    Optional<String> of(UUID requesterId);
}
