package org.relais.intake.browsing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Extent;

/** Requests that anyone may look at: of a service that isn't private, not withdrawn, not hidden. */
public interface PublicRequests {

    /** The newest first. */
    List<Listed> find(PublicSearch search);

    /** Those in a box that are still open, or were answered since; the nearest to its middle first. */
    List<Nearby> near(Vicinity vicinity);

    /** A request in a list, with what a map needs. */
    record Listed(
            UUID id,
            TrackingCode code,
            Instant askedAt,
            String serviceCode,
            String status,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** @param answeredSince how far back an answer still counts */
    record Vicinity(String jurisdictionId, Set<String> services, Extent box, Instant answeredSince, int most) {

        public Vicinity {
            services = Set.copyOf(services);
        }
    }

    /** A request near a place, in published words. */
    record Nearby(
            TrackingCode code,
            String serviceCode,
            String status,
            String description,
            double latitude,
            double longitude) {

        @Override
        public String toString() {
            return "Nearby[" + code + "]";
        }
    }
}
