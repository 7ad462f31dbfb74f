package org.relais.routing.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decides who is responsible for a request: the same request and the same rules in force always give the same decision. */
public final class Responsibility {

    private final Function<String, Optional<RuleBook>> inForce;

    /** @param inForce the rules in force by jurisdiction id */
    public Responsibility(Function<String, Optional<RuleBook>> inForce) {
        this.inForce = inForce;
    }

    public Decision decide(RoutingFacts facts) {
        return inForce.apply(facts.jurisdictionId())
                .map(book -> book.decide(facts))
                .orElseGet(() -> new Decision.Deferred(
                        DeferralReason.TERRITORY_UNKNOWN,
                        0,
                        DeferralTexts.of(DeferralReason.TERRITORY_UNKNOWN, DeferralTexts.LANGUAGES),
                        Map.of("territory", facts.jurisdictionId()),
                        List.of(),
                        null,
                        Visibility.PUBLIC));
    }
}
