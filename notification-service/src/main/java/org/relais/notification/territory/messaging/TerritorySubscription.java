package org.relais.notification.territory.messaging;

import org.relais.event.catalogue.Topics;
import org.relais.event.territory.v1.TerritoryPublished;
import org.relais.platform.document.DocumentFollower;
import org.relais.platform.inbox.InboxSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the territories' versions. */
@Configuration(proxyBeanMethods = false)
class TerritorySubscription {

    @Bean
    InboxSubscription territoryVersions(DocumentFollower documents) {
        return new InboxSubscription.Latest(Topics.TERRITORY_VERSIONS, inbound -> {
            if (inbound.event() instanceof TerritoryPublished published) {
                documents.follow(published.getJurisdictionId(), published.getVersion(), published.getDigest());
            }
        });
    }
}
