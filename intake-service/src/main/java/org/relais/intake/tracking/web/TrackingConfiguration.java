package org.relais.intake.tracking.web;

import org.relais.intake.territory.Territories;
import org.relais.intake.tracking.PublicViews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TrackingConfiguration {

    @Bean
    PublicViews publicViews(Territories territories) {
        return new PublicViews(territories);
    }
}
