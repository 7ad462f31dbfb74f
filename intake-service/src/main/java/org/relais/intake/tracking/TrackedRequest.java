package org.relais.intake.tracking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.TrackingCode;

/**
 * A request as the public may know it.
 *
 * @param parts where it is split between departments
 * @param supporters how many people joined and are still with it
 * @param masked whether personal data were taken out of its description
 * @param hidden whether somebody who looked at it took it off what the public sees
 * @param keptPrivate whether a rule keeps it from the public, or may and nothing is decided yet
 */
public record TrackedRequest(
        UUID requestId,
        TrackingCode trackingCode,
        UUID submittedEventId,
        UUID requesterId,
        String jurisdictionId,
        String serviceCode,
        String language,
        String description,
        @Nullable Place place,
        List<UUID> attachments,
        Instant submittedAt,
        Instant updatedAt,
        int revision,
        String status,
        long caseVersion,
        @Nullable String department,
        @Nullable Reason reason,
        @Nullable Instant expectedAt,
        @Nullable String outcome,
        @Nullable String outcomeMessage,
        @Nullable String questionId,
        @Nullable String question,
        List<Part> parts,
        int supporters,
        boolean masked,
        boolean hidden,
        boolean keptPrivate) {

    public TrackedRequest {
        attachments = List.copyOf(attachments);
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        return "TrackedRequest[" + requestId + "]";
    }
}
