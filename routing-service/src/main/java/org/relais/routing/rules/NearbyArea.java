package org.relais.routing.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.relais.routing.area.Areas;

/**
 * An area that a place lies outside of, but not far. It travels among a decision's facts, so that whoever shows those has it too.
 *
 * @param areaId its code
 * @param metres how far its border is, rounded
 */
public record NearbyArea(String areaId, long metres) {

    private static final String FACT = "areas.nearby";

    /** As they stand among a decision's facts; nothing where there are none. */
    static Map<String, String> facts(List<Areas.Near> near) {
        return near.isEmpty()
                ? Map.of()
                : Map.of(
                        FACT,
                        near.stream()
                                .map(each -> each.area().id() + "=" + Math.round(each.metres()))
                                .collect(Collectors.joining("|")));
    }

    /** Whether a fact of that name says which areas are near. */
    public static boolean isFact(String name) {
        return name.equals(FACT);
    }

    /** Those among a decision's facts, the nearest first. */
    public static List<NearbyArea> in(Map<String, String> facts) {
        String named = facts.getOrDefault(FACT, "");
        return named.isEmpty()
                ? List.of()
                : Arrays.stream(named.split("\\|")).map(NearbyArea::parsed).toList();
    }

    private static NearbyArea parsed(String fact) {
        int split = fact.lastIndexOf('=');
        return new NearbyArea(fact.substring(0, split), Long.parseLong(fact.substring(split + 1)));
    }
}
