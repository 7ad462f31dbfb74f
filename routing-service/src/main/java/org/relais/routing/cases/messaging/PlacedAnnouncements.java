package org.relais.routing.cases.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.RecurringPlaces;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Words;
import org.relais.routing.territory.Territories;

/** Announcements from which it is learned which places come back. */
record PlacedAnnouncements(Announcements announcements, RecurringPlaces places, Territories territories)
        implements Announcements {

    @Override
    public void happened(
            CaseFile after,
            @Nullable Case before,
            Effect.Applied applied,
            Status ofTheRequest,
            @Nullable String commandId,
            Instant at) {
        announcements.happened(after, before, applied, ofTheRequest, commandId, at);
        if (after.current().isPart()) {
            return;
        }
        if (before == null) {
            if (counts(after)) {
                places.add(after);
            }
        } else {
            applied.steps().forEach(step -> count(step.event(), after, before));
        }
    }

    /** Several requests about the same matter are one occurrence of it. */
    private void count(CaseEvent event, CaseFile after, Case before) {
        if (event instanceof CaseEvent.CaseWithdrawn || event instanceof CaseEvent.CasesMerged) {
            places.remove(after.id());
        } else if (saysForWhom(event) && !counts(after)) {
            places.remove(after.id());
        } else if (tellsWhatOrWhere(event) && after.current().mergedInto() == null && counts(after)) {
            // Only now may it be known what and where.
            places.remove(after.id());
            places.add(after);
        } else if (after.current().mergedInto() == null
                && counts(after)
                && (before.mergedInto() != null || isByTriage(event))) {
            places.add(after);
        }
    }

    /** Whether it may be private from now on, or no more. */
    private static boolean saysForWhom(CaseEvent event) {
        return event instanceof CaseEvent.ServiceRequestRouted
                || event instanceof CaseEvent.RoutingDeferred
                || tellsWhatOrWhere(event);
    }

    /** A person may have opened what the rules kept from the public. */
    private static boolean isByTriage(CaseEvent event) {
        return event instanceof CaseEvent.ServiceRequestRouted routed && routed.cause() == CaseEvent.Cause.TRIAGE;
    }

    private static boolean tellsWhatOrWhere(CaseEvent event) {
        return event instanceof CaseEvent.InformationReceived received
                        && (received.serviceCode() != null || received.place() != null)
                || event instanceof CaseEvent.ServiceRequestRouted routed && routed.serviceCode() != null;
    }

    @Override
    public void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at) {
        announcements.citizenActionRefused(file, eventId, type, reason, at);
    }

    @Override
    public void changed(CaseFile file, String change, Words text, Instant at) {
        announcements.changed(file, change, text, at);
        if (file.request().requesterId().isEmpty()) {
            places.remove(file.id());
        }
    }

    /** What concerns one person alone, or nobody any more, counts nowhere. */
    private boolean counts(CaseFile file) {
        return !file.request().requesterId().isEmpty() && !file.concernsOnePerson(territories);
    }
}
