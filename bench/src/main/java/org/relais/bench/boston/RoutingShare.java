package org.relais.bench.boston;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.territory.Territory;

/**
 * How many requests went where the city's own column says.
 *
 * @param right sent to that department
 * @param wrong sent to another one
 * @param triage sent to nobody, by reason: a person decides
 */
record RoutingShare(int right, int wrong, Map<String, Integer> triage) {

    static RoutingShare of(List<BostonRequest> requests, Territory territory) {
        int right = 0;
        int wrong = 0;
        Map<String, Integer> triage = new TreeMap<>();
        for (BostonRequest request : requests) {
            switch (territory.ruleBook().decide(facts(request, territory))) {
                case Decision.Routed routed -> {
                    boolean asTheCityDid = routed.departmentCode().equals(request.departmentCode());
                    right += asTheCityDid ? 1 : 0;
                    wrong += asTheCityDid ? 0 : 1;
                }
                case Decision.Deferred deferred -> triage.merge(deferred.reasonCode(), 1, Integer::sum);
            }
        }
        return new RoutingShare(right, wrong, triage);
    }

    int all() {
        return right + wrong + deferred();
    }

    int deferred() {
        return triage.values().stream().mapToInt(Integer::intValue).sum();
    }

    double percent() {
        return 100.0 * right / all();
    }

    private static RoutingFacts facts(BostonRequest request, Territory territory) {
        return new RoutingFacts(
                territory.jurisdictionId(),
                request.serviceCode(),
                request.place(),
                null,
                Map.of(),
                request.description(),
                "import",
                request.openedAt());
    }
}
