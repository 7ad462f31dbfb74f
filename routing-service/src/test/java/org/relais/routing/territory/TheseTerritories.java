package org.relais.routing.territory;

import java.util.List;
import java.util.Optional;

/** Territories in force, as a test wants them. */
public record TheseTerritories(List<Territory> current) implements Territories {

    public TheseTerritories(Territory... current) {
        this(List.of(current));
    }

    @Override
    public Optional<Territory> current(String jurisdictionId) {
        return current.stream()
                .filter(territory -> territory.jurisdictionId().equals(jurisdictionId))
                .findFirst();
    }
}
