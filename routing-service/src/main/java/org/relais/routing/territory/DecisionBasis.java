package org.relais.routing.territory;

import org.relais.routing.rules.RuleBook;

/**
 * What it is decided by who is responsible for a request: a territory, and what of it may be replaced to try it.
 *
 * @param territory whose areas, neighbours, departments and services count
 * @param rules its own, or others
 * @param suggestion how clearly words must speak: as it says, or otherwise
 */
public record DecisionBasis(Territory territory, RuleBook rules, SuggestionPolicy suggestion) {

    /** A territory as it is, in force or not. */
    public static DecisionBasis of(Territory territory) {
        return new DecisionBasis(territory, territory.ruleBook(), territory.suggestion());
    }

    /** The same with other rules. */
    public DecisionBasis with(RuleBook other) {
        return new DecisionBasis(territory, other, suggestion);
    }

    /** The same with another threshold from which words decide. */
    public DecisionBasis at(double routeAt) {
        return new DecisionBasis(territory, rules, suggestion.at(routeAt));
    }
}
