package org.relais.notification.following.messaging;

import org.relais.event.catalogue.Topics;
import org.relais.notification.following.FollowRequest;
import org.relais.platform.inbox.InboxSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that tell of requests. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    InboxSubscription intakeEvents(FollowRequest requests) {
        return new InboxSubscription.Numbered(
                Topics.INTAKE_SERVICE_REQUESTS,
                inbound -> IntakeHappenings.of(inbound)
                        .ifPresent(happening -> requests.follow(inbound.requestId(), happening)));
    }

    @Bean
    InboxSubscription routingEvents(FollowRequest requests) {
        return new InboxSubscription.Numbered(
                Topics.ROUTING_SERVICE_REQUESTS,
                inbound -> RoutingHappenings.of(inbound)
                        .ifPresent(happening -> requests.follow(inbound.requestId(), happening)));
    }
}
