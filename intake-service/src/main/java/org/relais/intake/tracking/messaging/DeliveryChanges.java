package org.relais.intake.tracking.messaging;

import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.relais.event.notification.v1.DeliveryChannel;
import org.relais.event.notification.v1.NotificationDelivered;
import org.relais.event.notification.v1.NotificationFailed;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.Change.CaseUpdate;
import org.relais.intake.tracking.TimelineEntry;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.naming.SnakeCase;

/** What the public sees of messages that were sent: that, when and by which channel, never to which address. */
final class DeliveryChanges {

    private DeliveryChanges() {}

    /** A person who left no address was never written to: nothing failed. */
    private static final String NO_CONTACT = "no_contact";

    /** Null for an event that the public isn't told of, such as a message that was moot before it left, or one to an office. */
    static @Nullable Change of(InboundEvent inbound) {
        return switch (inbound.event()) {
            case NotificationSent event
            when isToAPerson(event.getRequesterId()) -> change(inbound, event.getChannel(), event.getCauseType());
            case NotificationDelivered event
            when isToAPerson(event.getRequesterId()) -> change(inbound, event.getChannel(), event.getCauseType());
            case NotificationFailed event
            when isToAPerson(event.getRequesterId()) && !event.getReason().equals(NO_CONTACT) ->
                change(inbound, event.getChannel(), event.getCauseType());
            case SpecificRecord other -> null;
        };
    }

    private static boolean isToAPerson(String requesterId) {
        return !requesterId.isEmpty();
    }

    private static Change change(InboundEvent inbound, DeliveryChannel channel, String causeType) {
        return new Change(
                RoutingChanges.idOf(inbound.requestId()),
                new TimelineEntry(
                        RoutingChanges.idOf(inbound.eventId()),
                        SnakeCase.of(inbound.type()),
                        inbound.occurredAt(),
                        Author.PLATFORM,
                        null,
                        Map.of(
                                TimelineEntry.CHANNEL,
                                channel.name().toLowerCase(Locale.ROOT),
                                TimelineEntry.CAUSE,
                                SnakeCase.of(causeType))),
                CaseUpdate.NONE);
    }
}
