package org.relais.routing.territory.publishing;

import org.relais.platform.security.OpenPaths;
import org.relais.routing.territory.Elsewhere;
import org.relais.routing.territory.Territories;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TerritorySettings.class)
class TerritoryConfiguration {

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
