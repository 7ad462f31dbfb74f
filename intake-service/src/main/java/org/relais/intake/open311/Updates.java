package org.relais.intake.open311;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.open311.RequestIndex.Happening;
import org.relais.intake.open311.RequestIndex.UpdateSearch;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.PublicView;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TrackedRequest;
import org.relais.intake.tracking.TrackedRequests;

/** What the authority did, as updates. What citizens said is left out: a client would take its own words for news. */
public final class Updates {

    private static final Map<String, OpenState> STATE_AFTER = Map.of(
            "service_request_routed", OpenState.OPEN,
            "routing_deferred", OpenState.OPEN,
            "case_resolved", OpenState.CLOSED,
            "case_confirmed", OpenState.CLOSED,
            "case_withdrawn", OpenState.CLOSED,
            "case_contested", OpenState.OPEN,
            "case_reopened", OpenState.OPEN);

    private static final List<String> OTHERS = List.of(
            "case_acknowledged",
            "case_transferred",
            "case_escalated",
            "cases_merged",
            "case_split",
            "information_requested",
            "progress_reported",
            "deadline_set",
            "deadline_missed");

    private final RequestIndex index;
    private final TrackedRequests requests;
    private final PublicViews views;

    public Updates(RequestIndex index, TrackedRequests requests, PublicViews views) {
        this.index = index;
        this.requests = requests;
        this.views = views;
    }

    /** Types of the timeline's entries that are updates. */
    public static List<String> types() {
        List<String> types = new ArrayList<>(OTHERS);
        types.addAll(STATE_AFTER.keySet());
        return types;
    }

    public List<Update> find(UpdateSearch search, String language) {
        List<Happening> happenings = index.happenings(search);
        Set<TrackingCode> codes = new LinkedHashSet<>();
        happenings.forEach(happening -> codes.add(happening.code()));
        Map<UUID, Update> byEvent = updates(codes, language);
        return happenings.stream()
                .map(happening -> byEvent.get(happening.eventId()))
                .filter(update -> update != null)
                .toList();
    }

    private Map<UUID, Update> updates(Collection<TrackingCode> codes, String language) {
        List<TrackedRequest> found = requests.findAll(codes);
        Map<UUID, List<TimelineEntry>> timelines =
                requests.timelines(found.stream().map(TrackedRequest::requestId).toList());
        Map<UUID, Update> updates = new HashMap<>();
        for (TrackedRequest request : found) {
            List<TimelineEntry> timeline = timelines.getOrDefault(request.requestId(), List.of());
            PublicView view = views.view(request, timeline, language);
            OpenState state = OpenState.OPEN;
            for (int place = 0; place < timeline.size(); place++) {
                TimelineEntry entry = timeline.get(place);
                // What happens to a part of a split request leaves the request as it is.
                state = entry.detail().containsKey(TimelineEntry.PART)
                        ? state
                        : STATE_AFTER.getOrDefault(entry.type(), state);
                // The view's first step is the filing itself.
                PublicView.Step step = view.timeline().get(place + 1);
                updates.put(
                        entry.eventId(),
                        new Update(
                                entry.eventId().toString(),
                                request.trackingCode(),
                                state,
                                entry.at(),
                                step.message() == null ? step.text() : step.text() + "\n\n" + step.message()));
            }
        }
        return updates;
    }
}
