package org.relais.routing.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in a list of cases ordered by a time, then id; it stays valid whatever is added or changed meanwhile.
 *
 * @param time when it was filed; in the list of triage since when it waits there
 */
public record Position(Instant time, UUID caseId) {

    static Position of(CaseFile file) {
        return new Position(file.request().submittedAt(), file.id());
    }

    static Position inTriage(CaseFile file) {
        TriageWait wait = file.triage();
        return wait == null ? of(file) : new Position(wait.since(), file.id());
    }
}
