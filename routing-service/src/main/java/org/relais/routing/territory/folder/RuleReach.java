package org.relais.routing.territory.folder;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.relais.routing.rules.RuleCoverage;

/** Checks that every row can be reached and that every service has a row. */
final class RuleReach {

    private RuleReach() {}

    static void check(List<RulesFile.Listed> rules, List<ServicesFile.Listed> services, Findings findings) {
        int[] covering = RuleCoverage.coveringRows(
                rules.stream().map(RulesFile.Listed::rule).toList());
        for (int row = 0; row < covering.length; row++) {
            if (covering[row] >= 0) {
                RulesFile.Listed later = rules.get(row);
                RulesFile.Listed earlier = rules.get(covering[row]);
                findings.error(
                        TerritoryFiles.RULES,
                        later.line(),
                        "rule.unreachable",
                        later.rule().id(),
                        earlier.rule().id(),
                        Integer.toString(earlier.line()));
            }
        }
        checkServices(rules, services, findings);
    }

    private static void checkServices(
            List<RulesFile.Listed> rules, List<ServicesFile.Listed> services, Findings findings) {
        Set<String> named = new HashSet<>();
        for (RulesFile.Listed listed : rules) {
            if (listed.rule().services().isEmpty()) {
                return;
            }
            named.addAll(listed.rule().services());
        }
        for (ServicesFile.Listed listed : services) {
            if (!named.contains(listed.service().code())) {
                findings.warning(
                        TerritoryFiles.SERVICES,
                        listed.line(),
                        "service.without_rule",
                        listed.service().code());
            }
        }
    }
}
