package org.relais.routing.cases;

import java.time.Instant;

/** Moments that somebody may name. */
public final class Moments {

    /**
     * The last that RFC 3339 can write, whose years have four digits. The database goes on until 294276 and Java much further: of what is
     * later, the one could be written as no client reads it, and the other not be kept.
     */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Moments() {}

    /** Whether a cursor of ours may hold it: nothing here is from before 1970. */
    public static boolean mayStandInCursor(Instant moment) {
        return !moment.isBefore(Instant.EPOCH) && !moment.isAfter(LATEST);
    }
}
