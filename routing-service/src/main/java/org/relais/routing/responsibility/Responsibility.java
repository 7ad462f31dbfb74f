package org.relais.routing.responsibility;

import java.util.Optional;
import java.util.Set;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.suggestion.Suggestions;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Elsewhere;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/**
 * Decides who is responsible for a request: the rules first, then whoever answers beyond the border, then the request's words. Routing,
 * explanation, simulation and experiments all ask here, and differ in the basis alone. The same request, basis and edition of what was
 * learned give the same decision.
 */
public final class Responsibility {

    private final Territories territories;
    private final Elsewhere elsewhere;
    private final Suggestions suggestions;

    public Responsibility(Territories territories, Elsewhere elsewhere, Suggestions suggestions) {
        this.territories = territories;
        this.elsewhere = elsewhere;
        this.suggestions = suggestions;
    }

    /** What is in force in a territory, if anything is. */
    public Optional<DecisionBasis> inForce(String jurisdictionId) {
        return territories.current(jurisdictionId).map(DecisionBasis::of);
    }

    /** By what is in force. */
    public Decision decide(RoutingFacts facts) {
        return inForce(facts.jurisdictionId())
                .map(basis -> decide(basis, facts))
                .orElseGet(() -> Decision.Deferred.territoryUnknown(facts.jurisdictionId()));
    }

    public Decision decide(DecisionBasis basis, RoutingFacts facts) {
        return suggestions.consider(basis, facts, withoutWords(basis, facts));
    }

    /**
     * As {@link #decide(DecisionBasis, RoutingFacts)}, for a request that came in before: it isn't recognised by its own text, and not
     * marked where its words point elsewhere than the rule that decides.
     *
     * @param taught departments that its words may have been learned to speak for
     */
    public Decision decideAgain(DecisionBasis basis, RoutingFacts facts, Set<String> taught) {
        return suggestions.reconsider(basis, facts, taught, withoutWords(basis, facts));
    }

    /** As it would be decided were a version in force, whose rules and words teach what words speak of. */
    public Responsibility ifInForce(Territory version) {
        return new Responsibility(territories, elsewhere, suggestions.ifInForce(version));
    }

    private Decision withoutWords(DecisionBasis basis, RoutingFacts facts) {
        return elsewhere.consider(basis, facts, basis.rules().decide(facts));
    }
}
