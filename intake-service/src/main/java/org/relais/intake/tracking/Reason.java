package org.relais.intake.tracking;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is where it is, as routing said it.
 *
 * @param runnersUp of each other department the first rule that matched too but stood later in the table
 * @param confidence how sure it was when it was decided; null where that isn't known
 */
public record Reason(
        String ruleId,
        long territoryVersion,
        String code,
        Map<String, String> text,
        Map<String, String> facts,
        List<RunnerUp> runnersUp,
        @Nullable Confidence confidence) {

    public record RunnerUp(String ruleId, String department) {}

    /**
     * Of a rule's decisions in the 90 days before, those that stood; where words decided, of similar past cases those that ended
     * there.
     *
     * @param percent from 0 to 100
     */
    public record Confidence(int percent, long decided, long stood) {}

    /** One that was kept before runners-up were told has none. */
    public Reason {
        text = Map.copyOf(text);
        facts = Map.copyOf(facts);
        runnersUp = runnersUp == null ? List.of() : List.copyOf(runnersUp);
    }

    @Override
    public String toString() {
        return "Reason[" + code + "]";
    }
}
