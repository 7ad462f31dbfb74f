package org.relais.intake.vault;

import java.time.Instant;
import java.util.UUID;

/** Who read a person's contact details, for what, and when. */
public interface ContactReads {

    void record(UUID requesterId, String caller, Purpose purpose, Instant at);

    /** What contact details may be read for. */
    enum Purpose {
        NOTIFICATION,
        DEPARTMENT
    }
}
