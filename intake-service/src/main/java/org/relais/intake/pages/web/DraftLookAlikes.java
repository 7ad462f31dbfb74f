package org.relais.intake.pages.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.relais.intake.browsing.LookAlikes;
import org.relais.intake.browsing.LookAlikes.Sought;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.Step;
import org.relais.intake.territory.Territory;
import org.springframework.stereotype.Component;

/** Looks beside a request in the making, once it is known what it is about and where. */
@Component
public class DraftLookAlikes {

    private static final Set<Step> NEEDED = Set.of(Step.WHAT, Step.SERVICE, Step.PLACE);

    private final LookAlikes lookAlikes;

    DraftLookAlikes(LookAlikes lookAlikes) {
        this.lookAlikes = lookAlikes;
    }

    /** The draft with what is found beside it where this step may have changed that; the same as before needn't be looked at again. */
    Draft of(Draft draft, Step changed, Territory territory, Instant now) {
        return NEEDED.contains(changed) && draft.answered().containsAll(NEEDED)
                ? draft.withLookAlikes(found(draft, territory, now))
                : draft;
    }

    /** Codes of what is found beside it; none where it isn't on the map. */
    public List<String> found(Draft draft, Territory territory, Instant now) {
        try {
            Sought sought = new Sought(
                    draft.text(Draft.SERVICE),
                    Double.parseDouble(draft.text(Draft.LATITUDE)),
                    Double.parseDouble(draft.text(Draft.LONGITUDE)),
                    draft.text(Draft.DESCRIPTION));
            return lookAlikes.of(sought, territory, now).stream()
                    .map(alike -> alike.code().toString())
                    .toList();
        } catch (NumberFormatException notOnTheMap) {
            return List.of();
        }
    }
}
