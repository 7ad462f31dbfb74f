package org.relais.intake.tracking;

import java.util.UUID;

/** Where what happens to requests is written down, for the public view. */
public interface RequestLog {

    /** Adds a change; must be called inside a transaction, which then holds the request's row. */
    void append(Change change);

    /** Replaces the words of an entry. */
    void replaceMessage(UUID requestId, UUID eventId, String replacement);
}
