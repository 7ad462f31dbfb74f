package org.relais.routing.cases;

import java.util.UUID;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.RoutingFacts;

/** Decides who is responsible for a new request; the id is what an experiment draws lots by. */
@FunctionalInterface
public interface RequestRouting {

    Decision route(UUID requestId, RoutingFacts facts);
}
