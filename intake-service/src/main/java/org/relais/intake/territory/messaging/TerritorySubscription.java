package org.relais.intake.territory.messaging;

import org.relais.event.catalogue.Topics;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.platform.document.DocumentFollower;
import org.relais.platform.inbox.InboundEvent;
import org.relais.platform.inbox.InboxSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each version that is published is wanted here. */
@Configuration(proxyBeanMethods = false)
class TerritorySubscription {

    @Bean
    InboxSubscription territoryVersions(DocumentFollower follower) {
        return new InboxSubscription.Latest(Topics.TERRITORY_VERSIONS, event -> follow(event, follower));
    }

    private static void follow(InboundEvent event, DocumentFollower follower) {
        if (event.event() instanceof TerritoryPublished published) {
            follower.follow(published.getJurisdictionId(), published.getVersion(), published.getDigest());
        }
    }
}
