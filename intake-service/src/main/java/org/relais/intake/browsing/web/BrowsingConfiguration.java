package org.relais.intake.browsing.web;

import org.relais.intake.browsing.Browse;
import org.relais.intake.browsing.LookAlikes;
import org.relais.intake.browsing.PublicRequests;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TrackedRequests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrowsingConfiguration {

    @Bean
    Browse browse(PublicRequests requests, TrackedRequests tracked, PublicViews views) {
        return new Browse(requests, tracked, views);
    }

    @Bean
    LookAlikes lookAlikes(PublicRequests requests) {
        return new LookAlikes(requests);
    }
}
