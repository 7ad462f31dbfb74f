package org.relais.routing.places;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.CaseView;

/**
 * A place that comes back, in one language. Holds addresses that people wrote: never printed.
 *
 * @param times requests there within the time that counts
 * @param since when the earliest of them was filed
 * @param latest when the latest was
 * @param requests those that the reader may open, the latest first, twenty at most
 */
public record PlaceView(
        UUID placeId,
        String jurisdictionId,
        CaseView.Named service,
        CaseView.Location location,
        int times,
        Instant since,
        Instant latest,
        List<Request> requests) {

    public record Request(
            UUID id,
            String trackingCode,
            String status,
            @Nullable String department,
            Instant submittedAt) {}

    @Override
    public String toString() {
        return "PlaceView[" + placeId + "]";
    }
}
