package org.relais.intake.territory;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The territories in force, in memory. */
public interface Territories {

    /** All of them, in the order of their ids. */
    List<Territory> all();

    Optional<Territory> find(String jurisdictionId);

    /** The one that a caller means: the one named, or the only one there is. */
    default Selection select(@Nullable String jurisdictionId) {
        List<Territory> known = all();
        if (known.isEmpty()) {
            return new Selection.NoneKnown();
        }
        if (jurisdictionId != null && !jurisdictionId.isEmpty()) {
            return find(jurisdictionId)
                    .<Selection>map(Selection.Selected::new)
                    .orElseGet(() -> new Selection.Unknown(jurisdictionId));
        }
        return known.size() == 1 ? new Selection.Selected(known.getFirst()) : new Selection.Ambiguous();
    }

    /**
     * Who answers at a place beyond a territory's border: another territory here, else the neighbour it names, else nobody that is
     * known. Empty where the territory has the place.
     */
    default Optional<Elsewhere> elsewhere(Territory territory, double latitude, double longitude) {
        if (!territory.isBeyondBorder(latitude, longitude)) {
            return Optional.empty();
        }
        return Optional.of(all().stream()
                .filter(other -> !other.jurisdictionId().equals(territory.jurisdictionId()))
                .filter(other -> other.areaAt(latitude, longitude).isPresent())
                .findFirst()
                .map(Elsewhere::in)
                .or(() -> territory.neighbourAt(latitude, longitude).map(Elsewhere::at))
                .orElseGet(Elsewhere::unknown));
    }

    /** What came of selecting a territory. */
    sealed interface Selection {
        record Selected(Territory territory) implements Selection {}

        /** There are several and none was named. */
        record Ambiguous() implements Selection {}

        record Unknown(String jurisdictionId) implements Selection {}

        /** None has been published yet. */
        record NoneKnown() implements Selection {}
    }
}
