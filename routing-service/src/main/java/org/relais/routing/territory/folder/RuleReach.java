package org.relais.routing.territory.folder;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.RuleCoverage;
import org.relais.routing.rules.TimeWindow;

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
                int id = later.idColumn();
                String[] told = {later.rule().id(), earlier.rule().id(), Integer.toString(earlier.line())};
                if (onlyByWiderWindow(rules, row, covering[row])) {
                    findings.warningAt(TerritoryFiles.RULES, later.line(), id, "rule.unreachable", told);
                } else {
                    findings.errorAt(TerritoryFiles.RULES, later.line(), id, "rule.unreachable", told);
                }
            }
        }
        checkServices(rules, services, findings);
    }

    /** Windows within wider ones were let through once: what is in force with such a row has to stay readable. */
    private static boolean onlyByWiderWindow(List<RulesFile.Listed> rules, int row, int covering) {
        Rule later = rules.get(row).rule();
        return later.time() instanceof TimeWindow.TimeOfDay
                && rules.subList(covering, row).stream()
                        .map(RulesFile.Listed::rule)
                        .filter(earlier -> earlier.time() instanceof TimeWindow.Always
                                || earlier.time().equals(later.time()))
                        .noneMatch(earlier -> earlier.covers(later));
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
