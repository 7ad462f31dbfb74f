package org.relais.platform.identifier;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Time and ids, the two sources that domain code is given as data. */
@AutoConfiguration
class IdentifierAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    @ConditionalOnMissingBean
    Identifiers identifiers(Clock clock) {
        return new TimeOrderedIdentifiers(clock);
    }
}
