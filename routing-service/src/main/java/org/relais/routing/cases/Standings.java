package org.relais.routing.cases;

import org.jspecify.annotations.Nullable;

/** How often a rule's decisions stood lately: what confidence in the next one rests on. */
@FunctionalInterface
public interface Standings {

    /** Null where the rule has decided nothing lately, or where no rule decides (an empty id). */
    Reason.@Nullable Confidence of(String jurisdictionId, String ruleId);
}
