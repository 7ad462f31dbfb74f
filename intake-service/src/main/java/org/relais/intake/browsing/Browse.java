package org.relais.intake.browsing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.PublicView;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TrackedRequests;

/** Reads the public list, a page at a time, as anyone sees each request by its code. */
public final class Browse {

    private final PublicRequests requests;
    private final TrackedRequests tracked;
    private final PublicViews views;

    public Browse(PublicRequests requests, TrackedRequests tracked, PublicViews views) {
        this.requests = requests;
        this.tracked = tracked;
        this.views = views;
    }

    /** @param nextCursor where the list goes on; null at its end */
    public record Page(List<PublicView> items, @Nullable String nextCursor) {

        public Page {
            items = List.copyOf(items);
        }
    }

    public Page page(Filters filters, Territory territory, String language, Instant now, int size) {
        List<PublicRequests.Listed> found =
                filters.search(territory, now, size + 1).map(requests::find).orElse(List.of());
        List<PublicRequests.Listed> shown = found.stream().limit(size).toList();
        return new Page(
                views(shown.stream().map(PublicRequests.Listed::code).toList(), language),
                found.size() > size ? Filters.cursor(shown.getLast()) : null);
    }

    /** The newest that have a place, for a map. */
    public List<PublicRequests.Listed> places(Filters filters, Territory territory, Instant now, int most) {
        return filters.search(territory, now, most).map(requests::find).orElse(List.of()).stream()
                .filter(listed -> listed.latitude() != null)
                .toList();
    }

    /** These requests as anyone sees them, in the same order, without what happened to them. */
    public List<PublicView> views(List<TrackingCode> codes, String language) {
        return tracked.findAll(codes).stream()
                .map(request -> views.view(request, List.of(), language))
                .toList();
    }
}
