package org.relais.routing.cases;

import java.time.Instant;
import java.util.UUID;

/** A place in a list of cases ordered by filing time, then id; it stays valid whatever is added or changed meanwhile. */
public record Position(Instant submittedAt, UUID caseId) {

    public static Position of(CaseFile file) {
        return new Position(file.request().submittedAt(), file.id());
    }
}
