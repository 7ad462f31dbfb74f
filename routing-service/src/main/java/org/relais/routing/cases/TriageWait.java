package org.relais.routing.cases;

import java.time.Instant;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.territory.DeadlinePolicy;

/**
 * That a case waits for a person in triage: it has no department whose date somebody watches, so it has a date of its own, counted
 * in the territory's opening hours.
 *
 * @param since when it came to triage this time
 * @param told whether the operator has been told that it waits too long
 */
public record TriageWait(Instant since, boolean told) {

    static TriageWait from(Instant since) {
        return new TriageWait(since, false);
    }

    /** By when somebody is to have decided. */
    public Instant dueAt(WorkingCalendar territory, DeadlinePolicy policy) {
        return territory.plus(since, policy.triageWithin());
    }

    TriageWait asTold() {
        return new TriageWait(since, true);
    }
}
