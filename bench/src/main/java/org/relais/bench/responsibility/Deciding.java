package org.relais.bench.responsibility;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.suggestion.Learned;
import org.relais.routing.suggestion.Suggestions;
import org.relais.routing.territory.Elsewhere;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;

/** The whole decision, where one territory is in force. */
public final class Deciding {

    private Deciding() {}

    /** @param learned what its words and past cases taught; null where nothing did */
    public static Responsibility by(Territory territory, @Nullable Learned learned) {
        var inForce = new Territories() {
            @Override
            public Optional<Territory> current(String jurisdictionId) {
                return Optional.of(territory)
                        .filter(only -> only.jurisdictionId().equals(jurisdictionId));
            }

            @Override
            public List<Territory> current() {
                return List.of(territory);
            }
        };
        return new Responsibility(
                inForce, new Elsewhere(inForce), new Suggestions(jurisdictionId -> Optional.ofNullable(learned)));
    }
}
