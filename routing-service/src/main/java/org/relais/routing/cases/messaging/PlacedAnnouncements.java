package org.relais.routing.cases.messaging;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseState;
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
            count(after);
        } else if (mayCountOtherwise(after, before, applied)) {
            // Only now may it be known what and where.
            boolean elsewhere = applied.steps().stream().anyMatch(step -> tellsWhatOrWhere(step.event()));
            if (elsewhere || !counts(after)) {
                places.remove(after.id());
            }
            count(after);
        }
    }

    private void count(CaseFile file) {
        if (counts(file)) {
            places.add(file);
        }
    }

    /** Whether it may count from now on, or no more, or elsewhere. */
    private static boolean mayCountOtherwise(CaseFile after, Case before, Effect.Applied applied) {
        return !Objects.equals(before.mergedInto(), after.current().mergedInto())
                || applied.steps().stream()
                        .map(Effect.Step::event)
                        .anyMatch(event -> event instanceof CaseEvent.CaseWithdrawn
                                || event instanceof CaseEvent.ServiceRequestRouted
                                || event instanceof CaseEvent.RoutingDeferred
                                || tellsWhatOrWhere(event));
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

    /**
     * What concerns one person alone, or nobody any more, counts nowhere; several requests about the same matter are one occurrence
     * of it.
     */
    private boolean counts(CaseFile file) {
        return !file.request().requesterId().isEmpty()
                && !file.concernsOnePerson(territories)
                && file.current().mergedInto() == null
                && !(file.current().state() instanceof CaseState.Withdrawn);
    }
}
