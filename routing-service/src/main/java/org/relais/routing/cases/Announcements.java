package org.relais.routing.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the world, in the transaction that decided it. */
public interface Announcements {

    /**
     * @param after the file after all of it
     * @param before the case before it; null for a new one
     * @param ofTheRequest where the request stands after it: for a part of a split one, where the whole does
     * @param commandId the command that led to it, if it had an id
     */
    void happened(
            CaseFile after,
            @Nullable Case before,
            Effect.Applied applied,
            Status ofTheRequest,
            @Nullable String commandId,
            Instant at);

    /** What the requester did could not be applied. */
    void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at);

    /** The department that has the case learns of a change that is no event of the case's life. */
    void changed(CaseFile file, String change, Words text, Instant at);
}
