package org.relais.routing.cases;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An outcome with its reason, as the department or a person in triage gives it; what is missing is told by the {@link Policies}.
 *
 * @param plannedFor with {@link Outcome#PLANNED}
 * @param responsible with {@link Outcome#NOT_OURS}
 */
public record Resolution(
        @Nullable Outcome outcome, Words message, @Nullable LocalDate plannedFor, Words responsible) {

    /** The outcome of a resolution that the policies let through. */
    public Outcome settled() {
        if (outcome == null) {
            throw new IllegalStateException("a resolution without outcome was let through");
        }
        return outcome;
    }
}
