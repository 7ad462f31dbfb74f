package org.relais.notification.delivery.messaging;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.relais.event.catalogue.Topics;
import org.relais.event.notification.v1.DeliveryChannel;
import org.relais.event.notification.v1.NotificationDelivered;
import org.relais.event.notification.v1.NotificationFailed;
import org.relais.event.notification.v1.NotificationSent;
import org.relais.event.notification.v1.NotificationWithdrawn;
import org.relais.notification.delivery.Channel;
import org.relais.notification.delivery.Delivery;
import org.relais.notification.delivery.DeliveryEvents;
import org.relais.notification.delivery.Ending;
import org.relais.platform.identifier.Identifiers;
import org.relais.platform.outbox.Numbering;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.springframework.stereotype.Component;

@Component
class AvroDeliveryEvents implements DeliveryEvents {

    private static final List<Schema> SCHEMAS = Topics.NOTIFICATION_DELIVERIES.events().stream()
            .map(SpecificData.get()::getSchema)
            .toList();

    private final Outbox outbox;
    private final Identifiers identifiers;
    private final RegistryAvroSerializer serializer;

    AvroDeliveryEvents(Outbox outbox, Identifiers identifiers, RegistryAvroSerializer serializer) {
        this.outbox = outbox;
        this.identifiers = identifiers;
        this.serializer = serializer;
    }

    @Override
    public boolean canTell() {
        return serializer.warmUp(SCHEMAS);
    }

    @Override
    public void ended(Delivery delivery, Ending ending, Channel channel, int attempts, Instant at) {
        DeliveryChannel by = switch (channel) {
            case EMAIL -> DeliveryChannel.EMAIL;
            case SMS -> DeliveryChannel.SMS;
            case MESSAGING -> DeliveryChannel.MESSAGING;
        };
        outbox.append(
                Topics.NOTIFICATION_DELIVERIES,
                delivery.requestId(),
                Numbering.FROM_FIRST,
                sequence -> event(delivery, ending, by, attempts, sequence, at));
    }

    private SpecificRecord event(
            Delivery delivery, Ending ending, DeliveryChannel by, int attempts, long sequence, Instant at) {
        return switch (ending) {
            case Ending.Sent _ -> sent(delivery, by, attempts, sequence, at);
            case Ending.Delivered _ -> delivered(delivery, by, sequence, at);
            case Ending.Failed failed -> failed(delivery, failed.reason(), by, attempts, sequence, at);
            case Ending.Withdrawn withdrawn -> withdrawn(delivery, withdrawn.reason(), by, sequence, at);
        };
    }

    private NotificationSent sent(Delivery delivery, DeliveryChannel channel, int attempt, long sequence, Instant at) {
        return NotificationSent.newBuilder()
                .setEventId(identifiers.next().toString())
                .setRequestId(delivery.requestId())
                .setJurisdictionId(delivery.jurisdictionId())
                .setSequence(sequence)
                .setOccurredAt(at)
                .setDeliveryId(delivery.deliveryId())
                .setRequesterId(delivery.requesterId())
                .setChannel(channel)
                .setTemplate(delivery.kind().template())
                .setTemplateVersion(delivery.templateVersion())
                .setLanguage(delivery.language())
                .setCauseEventId(delivery.cause().eventId())
                .setCauseType(delivery.cause().type())
                .setAttempt(attempt)
                .build();
    }

    private NotificationDelivered delivered(Delivery delivery, DeliveryChannel channel, long sequence, Instant at) {
        return NotificationDelivered.newBuilder()
                .setEventId(identifiers.next().toString())
                .setRequestId(delivery.requestId())
                .setJurisdictionId(delivery.jurisdictionId())
                .setSequence(sequence)
                .setOccurredAt(at)
                .setDeliveryId(delivery.deliveryId())
                .setRequesterId(delivery.requesterId())
                .setChannel(channel)
                .setTemplate(delivery.kind().template())
                .setTemplateVersion(delivery.templateVersion())
                .setLanguage(delivery.language())
                .setCauseEventId(delivery.cause().eventId())
                .setCauseType(delivery.cause().type())
                .build();
    }

    private NotificationFailed failed(
            Delivery delivery, String reason, DeliveryChannel channel, int attempts, long sequence, Instant at) {
        return NotificationFailed.newBuilder()
                .setEventId(identifiers.next().toString())
                .setRequestId(delivery.requestId())
                .setJurisdictionId(delivery.jurisdictionId())
                .setSequence(sequence)
                .setOccurredAt(at)
                .setDeliveryId(delivery.deliveryId())
                .setRequesterId(delivery.requesterId())
                .setChannel(channel)
                .setTemplate(delivery.kind().template())
                .setTemplateVersion(delivery.templateVersion())
                .setLanguage(delivery.language())
                .setCauseEventId(delivery.cause().eventId())
                .setCauseType(delivery.cause().type())
                .setAttempt(attempts)
                .setReason(reason)
                .build();
    }

    private NotificationWithdrawn withdrawn(
            Delivery delivery, String reason, DeliveryChannel channel, long sequence, Instant at) {
        return NotificationWithdrawn.newBuilder()
                .setEventId(identifiers.next().toString())
                .setRequestId(delivery.requestId())
                .setJurisdictionId(delivery.jurisdictionId())
                .setSequence(sequence)
                .setOccurredAt(at)
                .setDeliveryId(delivery.deliveryId())
                .setRequesterId(delivery.requesterId())
                .setChannel(channel)
                .setTemplate(delivery.kind().template())
                .setTemplateVersion(delivery.templateVersion())
                .setLanguage(delivery.language())
                .setCauseEventId(delivery.cause().eventId())
                .setCauseType(delivery.cause().type())
                .setReason(reason)
                .build();
    }
}
