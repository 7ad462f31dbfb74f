package org.relais.routing.cases;

import java.util.List;

/** What a command led to. */
public sealed interface Effect {

    /** @param steps in order; never empty */
    record Applied(List<Step> steps) implements Effect {
        public Applied {
            steps = List.copyOf(steps);
        }

        public Case after() {
            return steps.getLast().after();
        }
    }

    record Refused(RefusalReason reason) implements Effect {}

    /** One event, and the case as it is after it. */
    record Step(CaseEvent event, Case after) {}
}
