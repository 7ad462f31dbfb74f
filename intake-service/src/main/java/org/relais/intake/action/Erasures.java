package org.relais.intake.action;

import java.util.List;
import java.util.UUID;

/** Erasing what is stored of a person. */
public interface Erasures {

    /** Pseudonyms of those who joined a request, gone or not. */
    List<UUID> supporters(UUID requestId);

    /** Those who are still with it. */
    List<UUID> presentSupporters(UUID requestId);

    Erasure.Writings writings(UUID requestId, UUID requesterId);

    /** Erases, and tells every reader; once, however often it is asked for. */
    void erase(Erasure erasure);
}
