package org.relais.intake.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who read a person's contact details, for what, and when. */
public interface ContactReads {

    /** Writes all of them down, or none. */
    void record(List<Read> reads);

    /** @param requestId what it was read about, where one request was meant */
    record Read(UUID requesterId, @Nullable UUID requestId, String caller, Purpose purpose, Instant at) {}

    /** What contact details may be read for. */
    enum Purpose {
        NOTIFICATION,
        DEPARTMENT,
        /** Somebody looks at a text of theirs, which may hold them. */
        TEXT_REVIEW
    }
}
