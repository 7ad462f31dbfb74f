package org.relais.notification.following.messaging;

import java.util.Optional;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.notification.planning.Cause;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

/** What intake's events mean here. Nothing that a person wrote is taken over. */
final class IntakeHappenings {

    private IntakeHappenings() {}

    /** Empty for an event that tells nobody anything. */
    static Optional<Happening> of(InboundEvent inbound) {
        Cause cause = new Cause(inbound.eventId(), inbound.type(), inbound.occurredAt());
        return Optional.ofNullable(
                switch (inbound.event()) {
                    case ServiceRequestSubmitted e ->
                        new Happening.Submitted(
                                cause,
                                e.getJurisdictionId(),
                                e.getTrackingCode(),
                                e.getServiceCode(),
                                e.getRequesterId(),
                                e.getLanguage(),
                                e.getContactable(),
                                // A channel that can't ask at once leaves both open; else a missing place is not
                                // needed.
                                e.getLocation() == null && e.getServiceCode().isEmpty());
                    case SupportAdded e ->
                        new Happening.Joined(cause, e.getRequesterId(), e.getLanguage(), e.getContactable());
                    case DetailsAdded e -> new Happening.ActedOn(cause, e.getRequesterId());
                    case RequestWithdrawn e -> new Happening.ActedOn(cause, e.getRequesterId());
                    case OutcomeConfirmed e -> new Happening.ActedOn(cause, e.getRequesterId());
                    case OutcomeContested e -> new Happening.ActedOn(cause, e.getRequesterId());
                    case RequesterErased e -> new Happening.Erased(cause, e.getRequesterId());
                    // TextRedacted too: mails hold no text of a requester.
                    default -> null;
                });
    }
}
