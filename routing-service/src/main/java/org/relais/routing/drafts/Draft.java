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

    /**
     * Requests for a service (in an area) that one department gives on to another.
     *
     * @param ruleId the row that is to make the change; null in drafts from before it was noted
     * @param partly whether the row takes only some of these requests, by answers or words for example
     */
    public record Mends(
            String service,
            @Nullable String area,
            String fromDepartment,
            String toDepartment,
            long decided,
            long wrong,
            @Nullable String ruleId,
            @Nullable Boolean partly) {

        public Mends(
                String service,
                @Nullable String area,
                String fromDepartment,
                String toDepartment,
                long decided,
                long wrong) {
            this(service, area, fromDepartment, toDepartment, decided, wrong, null, null);
        }

        Mends by(ExceptionRow row) {
            return new Mends(
                    service, row.area(), fromDepartment, toDepartment, decided, wrong, row.id(), row.isPartial());
        }
    }
}
