package org.relais.routing.experiments;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rules on trial, or a threshold: from which confidence a request's words decide where no rule does.
 *
 * @param basedOn version of the territory whose other files the rules are read with; for a threshold, the one in force when it began
 * @param hypothesis what is expected, written before anything is measured
 * @param rules the table as CSV; null where a threshold is tried
 * @param routeAt the threshold, above 0 and up to 1, with two digits; null where rules are tried
 * @param percent share of the requests it acts on, if it does
 * @param stoppedAt when somebody ended it early
 * @param stoppedBy who did; null too where that was not noted yet
 */
public record Experiment(
        UUID id,
        String jurisdictionId,
        long basedOn,
        String title,
        String hypothesis,
        @Nullable String rules,
        @Nullable BigDecimal routeAt,
        Mode mode,
        int percent,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant stoppedAt,
        @Nullable String stoppedBy,
        String createdBy,
        Instant createdAt) {

    /** Whether what is decided on trial happens. */
    public enum Mode {
        /** Every request is decided on trial too; nothing follows from it. */
        SHADOW,
        /** It acts on a share of the requests; the others are only decided. */
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

    /** Whether the trial acts on a request: drawn by its id, so that the answer is the same whoever asks, however often. */
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
