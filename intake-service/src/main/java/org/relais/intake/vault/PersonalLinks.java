package org.relais.intake.vault;

import java.util.Optional;
import java.util.UUID;

/** Where people act on the request that they filed or joined. Whoever has such a link can act for them. */
public interface PersonalLinks {

    /** The link of the person who filed a request; empty for anybody else. */
    Optional<String> ofRequester(UUID requesterId);

    /** The link of a person who joined a request; empty for anybody else, and who left again. */
    Optional<String> ofSupporter(UUID requesterId);
}
