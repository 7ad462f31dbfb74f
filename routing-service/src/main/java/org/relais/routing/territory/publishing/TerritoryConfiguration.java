package org.relais.routing.territory.publishing;

import org.relais.platform.security.OpenPaths;
import org.relais.routing.rules.Responsibility;
import org.relais.routing.territory.Elsewhere;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TerritorySettings.class)
class TerritoryConfiguration {

    @Bean
    Responsibility responsibility(Territories territories) {
        return new Responsibility(id -> territories.current(id).map(Territory::ruleBook));
    }

    @Bean
    Elsewhere elsewhere(Territories territories) {
        return new Elsewhere(territories);
    }

    @Bean
    OpenPaths territoryPaths() {
        return OpenPaths.of(
                "GET /api/v1/territories", "GET /api/v1/territories/*/current", "GET /api/v1/territories/*/versions/*");
    }
}
