package org.relais.intake.tracking.messaging;

import org.jspecify.annotations.Nullable;
import org.relais.event.catalogue.Topics;
import org.relais.intake.tracking.Change;
import org.relais.intake.tracking.RequestLog;
import org.relais.platform.inbox.InboxSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads what routing decided and what notification sent. */
@Configuration(proxyBeanMethods = false)
class TrackingSubscriptions {

    @Bean
    InboxSubscription routingEvents(RequestLog log) {
        return new InboxSubscription.Numbered(
                Topics.ROUTING_SERVICE_REQUESTS, event -> append(RoutingChanges.of(event), log));
    }

    @Bean
    InboxSubscription deliveryEvents(RequestLog log) {
        return new InboxSubscription.Numbered(
                Topics.NOTIFICATION_DELIVERIES, event -> append(DeliveryChanges.of(event), log));
    }

    private static void append(@Nullable Change change, RequestLog log) {
        if (change != null) {
            log.append(change);
        }
    }
}
