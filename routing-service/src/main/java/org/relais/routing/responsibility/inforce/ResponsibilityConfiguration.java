package org.relais.routing.responsibility.inforce;

import org.relais.routing.responsibility.Responsibility;
import org.relais.routing.suggestion.Suggestions;
import org.relais.routing.territory.Elsewhere;
import org.relais.routing.territory.Territories;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResponsibilityConfiguration {

    @Bean
    Responsibility responsibility(Territories territories, Elsewhere elsewhere, Suggestions suggestions) {
        return new Responsibility(territories, elsewhere, suggestions);
    }
}
