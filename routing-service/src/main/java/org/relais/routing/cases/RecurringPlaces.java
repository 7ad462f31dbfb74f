package org.relais.routing.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places that requests about one service come back to. A place is where the first of them was; what comes within reach of there
 * is the same place. Requests that were withdrawn, whose requester was erased, or that concern their requester alone don't count.
 */
public interface RecurringPlaces {

    /**
     * That a case's place comes back.
     *
     * @param times requests there within the time that counts, up to now
     * @param since the earliest of them
     */
    record Recurrence(UUID placeId, int times, Instant since) {}

    /** A place that comes back. */
    record RecurringPlace(
            Recurrence recurrence,
            Instant latest,
            String jurisdictionId,
            String serviceCode,
            double latitude,
            double longitude,
            List<Occurrence> occurrences) {

        public RecurringPlace {
            occurrences = List.copyOf(occurrences);
        }

        @Override
        public String toString() {
            return "RecurringPlace[" + recurrence.placeId() + ", " + serviceCode + "]";
        }
    }

    /** One of the requests there. Its address is what a person wrote: never printed. */
    record Occurrence(
            UUID caseId,
            String trackingCode,
            String status,
            @Nullable String department,
            Instant submittedAt,
            @Nullable String address) {

        @Override
        public String toString() {
            return "Occurrence[" + caseId + ", " + status + "]";
        }
    }

    /** How far a list was read: places stand in the order of how often they come back, then of the latest request there. */
    record Position(int times, Instant latest, UUID placeId) {

        public static Position of(RecurringPlace place) {
            return new Position(
                    place.recurrence().times(),
                    place.latest(),
                    place.recurrence().placeId());
        }
    }

    /**
     * Which places.
     *
     * @param department only those where this department has a case, and of the requests there only its own are told; null: all
     * @param territories those of these; null: any
     * @param privateServices as jurisdiction/service: they are left out
     */
    record Sought(
            @Nullable String department,
            @Nullable Set<String> territories,
            Set<String> privateServices,
            @Nullable Position after,
            int limit) {

        public Sought {
            territories = territories == null ? null : Set.copyOf(territories);
            privateServices = Set.copyOf(privateServices);
        }
    }

    /** Which of these cases are about a place that comes back. */
    Map<UUID, Recurrence> of(Collection<UUID> caseIds, Instant now);

    /** The most often seen first; of the requests at each place the latest twenty. */
    List<RecurringPlace> list(Sought sought, Instant now);

    /** A case was opened; without coordinates it has no place. */
    void add(CaseFile opened);

    /** The case counts no more; a place where no other counts is forgotten. */
    void remove(UUID caseId);
}
