package org.relais.routing.experiments;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.relais.routing.cases.RequestRouting;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;
import org.springframework.stereotype.Component;

/** Decides by what is in force, and by what is on trial beside it; both are noted with the request's transaction. */
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
    public Optional<Decision> routeAnew(UUID requestId, RoutingFacts facts, Predicate<Decision> changes) {
        Decision inForce = responsibility.decide(facts);
        Optional<Trials.Trial> trial = trials.running(facts.jurisdictionId());
        Decision onTrial = trial.flatMap(running -> onTrial(running, facts)).orElse(null);
        if (trial.isEmpty() || onTrial == null) {
            return Optional.of(inForce).filter(changes);
        }
        Experiment experiment = trial.get().experiment();
        boolean acts = experiment.actsOn(requestId);
        // What either would change is compared, also where the one that acts changes nothing.
        if (changes.test(inForce) || changes.test(onTrial)) {
            experiments.decided(experiment.id(), requestId, acts, department(inForce), department(onTrial));
        }
        return Optional.of(acts ? marked(onTrial, experiment.id()) : inForce).filter(changes);
    }

    private Optional<Decision> onTrial(Trials.Trial trial, RoutingFacts facts) {
        return responsibility
                .inForce(facts.jurisdictionId())
                .flatMap(trial::insteadOf)
                .map(basis -> responsibility.decide(basis, facts));
    }

    private static String department(Decision decision) {
        return decision instanceof Decision.Routed routed ? routed.departmentCode() : "";
    }

    /** The reason says that it was an experiment's. */
    private static Decision marked(Decision decision, UUID experimentId) {
        return decision.with(Map.of(Decision.EXPERIMENT, experimentId.toString()));
    }
}
