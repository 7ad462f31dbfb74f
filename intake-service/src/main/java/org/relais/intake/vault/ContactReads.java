package org.relais.intake.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who read a person's contact details, for what, and when. */
public interface ContactReads {

    /** Writes all of them down, or none. */
    void record(List<Read> reads);

    /** What the person may know of them, with so many of the newest by people. */
    Told told(UUID requesterId, int most);

    void forget(UUID requesterId);

    /**
     * @param requestId what it was read about, where one request was meant
     * @param department code of the department that reads, where one does
     */
    record Read(
            UUID requesterId,
            @Nullable UUID requestId,
            String caller,
            @Nullable String department,
            Purpose purpose,
            Instant at) {}

    /**
     * Who read a person's contact details, as that person is told.
     *
     * @param newest those by people, the newest first
     * @param earlier how many by people were before these
     * @param toWrite how often they were read to write to the person
     * @param lastToWrite when they last were; null where they never were
     */
    record Told(
            List<Read> newest,
            int earlier,
            int toWrite,
            @Nullable Instant lastToWrite) {

        public Told {
            newest = List.copyOf(newest);
        }

        public boolean isEmpty() {
            return newest.isEmpty() && toWrite == 0;
        }
    }

    /** What contact details may be read for. */
    enum Purpose {
        NOTIFICATION,
        DEPARTMENT,
        /** Somebody looks at a text of theirs, which may hold them. */
        TEXT_REVIEW
    }
}
