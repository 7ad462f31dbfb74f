package org.relais.notification.following.messaging;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.relais.event.catalogue.Topics;
import org.relais.notification.following.FollowRequest;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.EventHandler;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.inbox.InboxSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics that tell of requests. */
@Configuration(proxyBeanMethods = false)
class Subscriptions {

    @Bean
    InboxSubscription intakeEvents(FollowRequest requests) {
        return new InboxSubscription.Numbered(
                Topics.INTAKE_SERVICE_REQUESTS, new Following(IntakeHappenings::of, requests));
    }

    @Bean
    InboxSubscription routingEvents(FollowRequest requests) {
        return new InboxSubscription.Numbered(
                Topics.ROUTING_SERVICE_REQUESTS, new Following(RoutingHappenings::of, requests));
    }

    private record Following(Function<InboundEvent, Optional<Happening>> happenings, FollowRequest requests)
            implements EventHandler {

        @Override
        public void ahead(Collection<InboundEvent> events) {
            requests.ahead(events.stream().map(InboundEvent::requestId).collect(Collectors.toSet()));
        }

        @Override
        public void handle(InboundEvent event) {
            happenings.apply(event).ifPresent(happening -> requests.follow(event.requestId(), happening));
        }
    }
}
