package org.relais.intake.browsing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Area;
import org.relais.intake.tracking.OpenState;

/**
 * What of the public list is asked for.
 *
 * @param services codes of services that are public, never empty; an empty code for requests of which none is known
 * @param state null for both
 * @param words all of which stand in the description or the address, without capitals and accents
 * @param since the oldest that count
 * @param after the last request that was seen; null for the beginning
 */
public record PublicSearch(
        String jurisdictionId,
        Set<String> services,
        @Nullable Area area,
        @Nullable OpenState state,
        List<String> words,
        Instant since,
        @Nullable Position after,
        int limit) {

    public PublicSearch {
        services = Set.copyOf(services);
        words = List.copyOf(words);
    }

    /** Where a request stands in the list. */
    public record Position(Instant askedAt, UUID id) {}
}
