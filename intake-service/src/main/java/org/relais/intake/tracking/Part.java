package org.relais.intake.tracking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One part of a request that routing split between departments.
 *
 * @param caseId its case, which the events about it name
 * @param department that has it; empty while it waits in triage
 * @param work what is to be done, in the words of the department that split the request
 * @param outcome how it ended; null while it hasn't
 */
public record Part(
        UUID caseId,
        String department,
        String work,
        String status,
        @Nullable Instant expectedAt,
        @Nullable String outcome,
        @Nullable String message) {

    @Override
    public String toString() {
        return "Part[" + caseId + ", " + status + "]";
    }
}
