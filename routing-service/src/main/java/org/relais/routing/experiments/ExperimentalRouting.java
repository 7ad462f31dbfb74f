package org.relais.routing.experiments;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.relais.routing.cases.RequestRouting;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Responsibility;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.RuleBook;
import org.relais.routing.suggestion.Suggestions;
import org.springframework.stereotype.Component;

/** Decides by the rules in force, and by those on trial beside them; both are noted with the request's transaction. */
@Component
class ExperimentalRouting implements RequestRouting {

    private final Responsibility responsibility;
    private final Suggestions suggestions;
    private final Trials trials;
    private final Experiments experiments;

    ExperimentalRouting(
            Responsibility responsibility, Suggestions suggestions, Trials trials, Experiments experiments) {
        this.responsibility = responsibility;
        this.suggestions = suggestions;
        this.trials = trials;
        this.experiments = experiments;
    }

    @Override
    public Decision route(UUID requestId, RoutingFacts facts) {
        Decision inForce = suggestions.consider(facts, responsibility.decide(facts));
        Optional<Trials.Trial> trial = trials.running(facts.jurisdictionId());
        if (trial.isEmpty()) {
            return inForce;
        }
        RuleBook rules = trial.get().rules();
        if (rules == null) {
            return inForce;
        }
        Experiment experiment = trial.get().experiment();
        Decision onTrial = suggestions.consider(facts, rules.decide(facts));
        boolean acts = experiment.actsOn(requestId);
        experiments.decided(experiment.id(), requestId, acts, department(inForce), department(onTrial));
        return acts ? marked(onTrial, experiment.id()) : inForce;
    }

    private static String department(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.departmentCode() : "";
    }

    /** The reason says that it was an experiment's. */
    private static Decision marked(Decision decision, UUID experimentId) {
        return decision.with(Map.of("experiment", experimentId.toString()));
    }
}
