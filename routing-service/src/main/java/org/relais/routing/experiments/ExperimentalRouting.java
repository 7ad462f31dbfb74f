package org.relais.routing.experiments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.relais.routing.cases.RequestRouting;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Responsibility;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.rules.RuleBook;
import org.springframework.stereotype.Component;

/** Decides by the rules in force, and by those on trial beside them; both are noted with the request's transaction. */
@Component
class ExperimentalRouting implements RequestRouting {

    private final Responsibility responsibility;
    private final Trials trials;
    private final Experiments experiments;

    ExperimentalRouting(Responsibility responsibility, Trials trials, Experiments experiments) {
        this.responsibility = responsibility;
        this.trials = trials;
        this.experiments = experiments;
    }

    @Override
    public Decision route(UUID requestId, RoutingFacts facts) {
        Decision inForce = responsibility.decide(facts);
        Optional<Trials.Trial> trial = trials.running(facts.jurisdictionId());
        if (trial.isEmpty()) {
            return inForce;
        }
        RuleBook rules = trial.get().rules();
        if (rules == null) {
            return inForce;
        }
        Experiment experiment = trial.get().experiment();
        Decision onTrial = rules.decide(facts);
        boolean acts = experiment.actsOn(requestId);
        experiments.decided(experiment.id(), requestId, acts, department(inForce), department(onTrial));
        return acts ? marked(onTrial, experiment.id()) : inForce;
    }

    private static String department(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.departmentCode() : "";
    }

    /** The reason says that it was an experiment's. */
    private static Decision marked(Decision decision, UUID experimentId) {
        Map<String, String> facts = new LinkedHashMap<>(decision.facts());
        facts.put("experiment", experimentId.toString());
        return switch (decision) {
            case Decision.Routed routed ->
                new Decision.Routed(
                        routed.departmentCode(),
                        routed.ruleId(),
                        routed.territoryVersion(),
                        routed.reason(),
                        facts,
                        routed.runnersUp(),
                        routed.areaId(),
                        routed.workingDays(),
                        routed.expectedAt(),
                        routed.priority());
            case Decision.Deferred deferred ->
                new Decision.Deferred(
                        deferred.why(),
                        deferred.territoryVersion(),
                        deferred.reason(),
                        facts,
                        deferred.runnersUp(),
                        deferred.areaId());
        };
    }
}
