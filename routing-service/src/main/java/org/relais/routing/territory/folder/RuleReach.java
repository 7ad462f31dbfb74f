package org.relais.routing.territory.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relais.routing.rules.Rule;

/** Checks that every row can be reached and that every service has a row. */
final class RuleReach {

    private final Findings findings;
    private final List<RulesFile.Listed> anyService = new ArrayList<>();
    private final Map<String, List<RulesFile.Listed>> byService = new HashMap<>();

    private RuleReach(Findings findings) {
        this.findings = findings;
    }

    static void check(List<RulesFile.Listed> rules, List<ServicesFile.Listed> services, Findings findings) {
        RuleReach reach = new RuleReach(findings);
        rules.forEach(reach::follow);
        reach.checkServices(services);
    }

    private void follow(RulesFile.Listed rule) {
        if (!covered(rule, anyService)) {
            // Whatever covers the row covers each of its services, so the rows of one of them are enough to look at.
            rule.rule().services().stream()
                    .findFirst()
                    .ifPresent(service -> covered(rule, byService.getOrDefault(service, List.of())));
        }
        if (rule.rule().services().isEmpty()) {
            anyService.add(rule);
        }
        rule.rule()
                .services()
                .forEach(service -> byService
                        .computeIfAbsent(service, key -> new ArrayList<>())
                        .add(rule));
    }

    private boolean covered(RulesFile.Listed later, List<RulesFile.Listed> candidates) {
        for (RulesFile.Listed earlier : candidates) {
            Rule rule = later.rule();
            if (earlier.rule().covers(rule)) {
                findings.error(
                        TerritoryFiles.RULES,
                        later.line(),
                        "rule.unreachable",
                        rule.id(),
                        earlier.rule().id(),
                        Integer.toString(earlier.line()));
                return true;
            }
        }
        return false;
    }

    private void checkServices(List<ServicesFile.Listed> services) {
        if (!anyService.isEmpty()) {
            return;
        }
        for (ServicesFile.Listed listed : services) {
            if (!byService.containsKey(listed.service().code())) {
                findings.warning(
                        TerritoryFiles.SERVICES,
                        listed.line(),
                        "service.without_rule",
                        listed.service().code());
            }
        }
    }
}
