package org.relais.routing.experiments;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.relais.routing.drafts.Draft;
import org.relais.routing.drafts.Drafting;
import org.relais.routing.territory.TerritoryEditions;
import org.springframework.stereotype.Component;

/**
 * Takes over what was tried: a table becomes a draft, to be checked, simulated and published like any; a threshold, which is one
 * number, is put in force.
 */
@Component
class AdoptExperiment {

    private final Drafting drafting;
    private final TerritoryEditions editions;

    AdoptExperiment(Drafting drafting, TerritoryEditions editions) {
        this.drafting = drafting;
        this.editions = editions;
    }

    /** What came of it. */
    sealed interface Outcome {

        /** @param outdated whether another version is in force than the one the table was made from */
        record Drafted(Draft draft, boolean outdated) implements Outcome {}

        record InForce(long version, BigDecimal routeAt) implements Outcome {}

        record Refused(Drafting.Refusal reason) implements Outcome {}
    }

    Outcome adopt(Experiment experiment, String by) {
        BigDecimal routeAt = experiment.routeAt();
        return routeAt == null ? drafted(experiment, experiment.rules(), by) : inForce(experiment, routeAt, by);
    }

    /** The draft is of the version that the table was made from: what was published since is not undone unseen. */
    private Outcome drafted(Experiment experiment, @Nullable String rules, String by) {
        return switch (drafting.startFrom(
                experiment.jurisdictionId(),
                experiment.basedOn(),
                experiment.title(),
                rules == null ? "" : rules,
                by)) {
            case Drafting.Answer.Done<Draft>(Draft draft) -> new Outcome.Drafted(draft, drafting.isOutdated(draft));
            case Drafting.Answer.No<Draft> no -> new Outcome.Refused(no.reason());
        };
    }

    private Outcome inForce(Experiment experiment, BigDecimal routeAt, String by) {
        return switch (editions.publishThreshold(experiment.jurisdictionId(), routeAt, by, experiment.title())) {
            case TerritoryEditions.Result.Published(long version) -> new Outcome.InForce(version, routeAt);
            case TerritoryEditions.Result.Unchanged _ -> new Outcome.Refused(Drafting.Refusal.DRAFT_UNCHANGED);
            case TerritoryEditions.Result.Stale _ -> new Outcome.Refused(Drafting.Refusal.DRAFT_OUTDATED);
            case TerritoryEditions.Result.NoSuchVersion _ -> new Outcome.Refused(Drafting.Refusal.TERRITORY_UNKNOWN);
            case TerritoryEditions.Result.Refused _ -> new Outcome.Refused(Drafting.Refusal.DRAFT_INVALID);
        };
    }
}
