package org.relais.routing.cases;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;

/** Decides who is responsible for a request; the id is what an experiment draws lots by. */
@FunctionalInterface
public interface RequestRouting {

    /**
     * Decides anew.
     *
     * @param changes whether a decision changes anything; where none would, it is as if it had never been asked for
     * @return empty where it doesn't
     */
    Optional<Decision> routeAnew(UUID requestId, RoutingFacts facts, Predicate<Decision> changes);

    /** Decides for a new request. */
    default Decision route(UUID requestId, RoutingFacts facts) {
        return routeAnew(requestId, facts, _ -> true).orElseThrow();
    }
}
