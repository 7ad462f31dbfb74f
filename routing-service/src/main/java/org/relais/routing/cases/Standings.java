package org.relais.routing.cases;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How often a rule's decisions stood lately: what confidence in the next one rests on. */
@FunctionalInterface
public interface Standings {

    /** How far back a rule's decisions tell something of it. */
    Duration LATELY = Duration.ofDays(90);

    /**
     * Null where the rule has decided nothing lately.
     *
     * @param row as it stands now: what a row of that id decided before it took others, or named another department, doesn't count
     */
    Reason.@Nullable Confidence of(String jurisdictionId, String ruleId, UUID row);
}
