package org.relais.bench.city;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;

/**
 * How many requests went where the city's own column says.
 *
 * @param right sent to that department
 * @param wrong sent to another one
 * @param triage sent to nobody, by reason: a person decides
 */
public record Share(int right, int wrong, Map<String, Integer> triage) {

    public Share {
        triage = Map.copyOf(triage);
    }

    /** A request, and the department that the city says was in charge. */
    public record Asked(RoutingFacts facts, String department) {}

    public static Share of(List<Asked> requests, Function<RoutingFacts, Decision> deciding) {
        int right = 0;
        int wrong = 0;
        Map<String, Integer> triage = new TreeMap<>();
        for (Asked request : requests) {
            switch (deciding.apply(request.facts())) {
                case Decision.Routed routed -> {
                    boolean asTheCityDid = routed.departmentCode().equals(request.department());
                    right += asTheCityDid ? 1 : 0;
                    wrong += asTheCityDid ? 0 : 1;
                }
                case Decision.Deferred deferred -> triage.merge(deferred.reasonCode(), 1, Integer::sum);
            }
        }
        return new Share(right, wrong, triage);
    }

    public int all() {
        return right + wrong + deferred();
    }

    public int deferred() {
        return triage.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Per cent of all that were sent to the right department. */
    public double percent() {
        return percent(right);
    }

    private double percent(int part) {
        return all() == 0 ? 0 : 100.0 * part / all();
    }

    /** All of it in a line. */
    public String told() {
        return String.format(
                Locale.ROOT,
                "%,d requests: %.1f %% right (%,d), %.1f %% wrong (%,d), %.1f %% to triage (%,d)%s",
                all(),
                percent(),
                right,
                percent(wrong),
                wrong,
                percent(deferred()),
                deferred(),
                triage.isEmpty() ? "" : " " + new TreeMap<>(triage));
    }
}
