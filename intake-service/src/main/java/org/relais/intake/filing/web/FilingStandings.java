package org.relais.intake.filing.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Standing;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.stereotype.Component;

/** On whose part a token files, in the territories that it is for. */
@Component
class FilingStandings {

    private final Territories territories;

    FilingStandings(Territories territories) {
        this.territories = territories;
    }

    /** Who looks after other territories than the one they file in is a person like any other. */
    Standing of(Caller caller, @Nullable String jurisdictionId) {
        if (caller.has(Roles.IMPORT)) {
            return Standing.IMPORTER;
        }
        return meant(jurisdictionId)
                .filter(territory -> caller.oversees(territory.jurisdictionId()))
                .map(territory -> Standing.AGENT)
                .orElse(Standing.PERSON);
    }

    /** The territory meant, where an importer's token isn't for it: what it says was filed there isn't believed. */
    Optional<Territory> forbidden(Caller caller, @Nullable String jurisdictionId) {
        return caller.has(Roles.IMPORT)
                ? meant(jurisdictionId).filter(territory -> !caller.isFor(territory.jurisdictionId()))
                : Optional.empty();
    }

    private Optional<Territory> meant(@Nullable String jurisdictionId) {
        return territories.select(jurisdictionId) instanceof Selection.Selected(Territory territory)
                ? Optional.of(territory)
                : Optional.empty();
    }
}
