package org.relais.routing.cases.messaging;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.platform.commit.PerTransaction;
import org.relais.routing.cases.RecurringPlaces;
import org.relais.routing.cases.RecurringPlaces.Recurrence;

/**
 * Which of the cases that a transaction tells departments of are about places that come back. All of them are asked for by one
 * statement, when the first event is made just before the commit: then the places of the cases it opened are known too.
 */
final class RecurrencesTold {

    private final RecurringPlaces places;
    private final PerTransaction<Asked> asked = new PerTransaction<>(Asked::new);

    RecurrencesTold(RecurringPlaces places) {
        this.places = places;
    }

    /** The case will be told of. */
    void announce(UUID caseId) {
        asked.get().cases.add(caseId);
    }

    /** Null where the case's place doesn't come back. */
    @Nullable
    Recurrence of(UUID caseId, Instant now) {
        return asked.get().answer(places, now).get(caseId);
    }

    private static final class Asked {

        private final Set<UUID> cases = new LinkedHashSet<>();
        private int answered;
        private Map<UUID, Recurrence> answer = Map.of();

        Map<UUID, Recurrence> answer(RecurringPlaces places, Instant now) {
            if (answered < cases.size()) {
                answer = places.of(cases, now);
                answered = cases.size();
            }
            return answer;
        }
    }
}
