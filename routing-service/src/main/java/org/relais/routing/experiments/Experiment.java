package org.relais.routing.experiments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rules on trial.
 *
 * @param basedOn version of the territory whose other files they are read with
 * @param hypothesis what is expected of them, written before anything is measured
 * @param rules the table as CSV
 * @param percent share of the requests they act on, if they do
 * @param stoppedAt when somebody ended it early
 */
public record Experiment(
        UUID id,
        String jurisdictionId,
        long basedOn,
        String title,
        String hypothesis,
        String rules,
        Mode mode,
        int percent,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant stoppedAt,
        String createdBy,
        Instant createdAt) {

    /** Whether what the rules decide happens. */
    public enum Mode {
        /** They decide every request; nothing follows from it. */
        SHADOW,
        /** They act on a share of the requests, and only decide the others. */
        SHARE
    }

    boolean runsAt(Instant moment) {
        return stoppedAt == null && !moment.isBefore(startsAt) && moment.isBefore(endsAt);
    }

    /** {@code planned}, {@code running}, {@code ended} or {@code stopped}. */
    String statusAt(Instant moment) {
        if (stoppedAt != null) {
            return "stopped";
        }
        if (moment.isBefore(startsAt)) {
            return "planned";
        }
        return runsAt(moment) ? "running" : "ended";
    }

    /** Whether these rules act on a request: drawn by its id, so that the answer is the same whoever asks, however often. */
    boolean actsOn(UUID requestId) {
        return mode == Mode.SHARE && lot(requestId) < percent;
    }

    private int lot(UUID requestId) {
        long bits = requestId.getMostSignificantBits() * 31 + requestId.getLeastSignificantBits();
        bits = (bits ^ id.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) Math.floorMod(bits ^ (bits >>> 29), 100L);
    }
}
