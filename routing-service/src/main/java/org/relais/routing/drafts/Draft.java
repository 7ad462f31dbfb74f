package org.relais.routing.drafts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rules in the making.
 *
 * @param basedOn the version in force it was made from
 * @param rules the table as CSV
 * @param revision one more with each change
 * @param publishedVersion the version it became
 * @param mends the mis-routing it is meant to mend, if it came from one
 */
public record Draft(
        UUID id,
        String jurisdictionId,
        long basedOn,
        String title,
        String rules,
        Status status,
        long revision,
        String createdBy,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        @Nullable Long publishedVersion,
        @Nullable Mends mends) {

    /** Where a draft stands. */
    public enum Status {
        OPEN,
        PUBLISHED,
        DISCARDED
    }

    /** Requests for a service (in an area) that one department gives on to another. */
    public record Mends(
            String service,
            @Nullable String area,
            String fromDepartment,
            String toDepartment,
            long decided,
            long wrong) {}
}
