package org.relais.intake.tracking;

import java.util.Map;

/** Why a request is where it is, as routing said it. */
public record Reason(
        String ruleId, long territoryVersion, String code, Map<String, String> text, Map<String, String> facts) {

    public Reason {
        text = Map.copyOf(text);
        facts = Map.copyOf(facts);
    }

    @Override
    public String toString() {
        return "Reason[" + code + "]";
    }
}
