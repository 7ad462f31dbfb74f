package org.relais.bench.rules;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.Area;
import org.relais.routing.area.Areas;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.Rule;
import org.relais.routing.rules.Words;

/** What a good team writes first: the rows read from the top until one matches. Its areas are indexed as ours are. */
record LinearTable(List<Rule> rules, Areas areas, WorkingCalendar calendar) {

    @Nullable
    Rule decide(RoutingFacts facts) {
        var point = facts.point();
        String area = point == null ? null : areas.at(point).map(Area::id).orElse(null);
        Set<String> words = null;
        for (Rule rule : rules) {
            if (!holds(rule.services(), facts.serviceCode())
                    || !holds(rule.areas(), area)
                    || !holds(rule.channels(), facts.channel())
                    || !holds(rule.requesters(), facts.requester())
                    || !(rule.flags().isEmpty() || anyOf(rule.flags(), facts.flags()))
                    || !answered(rule, facts)) {
                continue;
            }
            if (!rule.words().isEmpty()) {
                words = words == null ? Words.of(facts.description()) : words;
                if (!anyOf(rule.words(), words)) {
                    continue;
                }
            }
            if (rule.time().includes(facts.submittedAt(), calendar)) {
                return rule;
            }
        }
        return null;
    }

    private static boolean answered(Rule rule, RoutingFacts facts) {
        for (Map.Entry<String, Set<String>> wanted : rule.answers().entrySet()) {
            if (!anyOf(facts.answers().getOrDefault(wanted.getKey(), List.of()), wanted.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Set<String> cell, @Nullable String fact) {
        return cell.isEmpty() || (fact != null && cell.contains(fact));
    }

    private static boolean anyOf(Collection<String> values, Set<String> among) {
        for (String value : values) {
            if (among.contains(value)) {
                return true;
            }
        }
        return false;
    }
}
