package org.relais.intake.open311;

import java.util.Optional;

/** Who may write. */
@FunctionalInterface
public interface ApiKeys {

    /** Name of the key's holder; empty for a key that nobody holds. */
    Optional<String> holder(String key);
}
