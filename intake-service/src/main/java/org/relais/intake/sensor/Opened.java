package org.relais.intake.sensor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last request opened for a concern.
 *
 * @param number how many were opened so far
 * @param requestId null while it isn't filed yet, and where it was refused
 * @param toldAt when it was last told something
 * @param untold how many messages came since
 * @param over whether the last thing it was told is that all is well again
 */
public record Opened(
        int number,
        Instant at,
        @Nullable UUID requestId,
        @Nullable String trackingCode,
        boolean refused,
        Instant toldAt,
        int untold,
        boolean over) {

    static Opened after(@Nullable Opened before, Instant now) {
        return new Opened(before == null ? 1 : before.number + 1, now, null, null, false, now, 0, false);
    }

    Opened told(Instant now, boolean wellAgain) {
        return new Opened(number, at, requestId, trackingCode, refused, now, 0, wellAgain);
    }

    Opened heardMore() {
        return new Opened(number, at, requestId, trackingCode, refused, toldAt, untold + 1, over);
    }

    /** Where nobody needs to be told that all is well again. */
    Opened settled() {
        return new Opened(number, at, requestId, trackingCode, refused, toldAt, untold, true);
    }
}
