package org.relais.intake.sms.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.relais.intake.filing.Derivations;
import org.relais.intake.sms.TakeInText;
import org.relais.intake.sms.persistence.RetriedTexts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The channel for texts by SMPP, where a text center is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("relais.sms.smpp.host")
@EnableConfigurationProperties({SmppSettings.class, RetriedTexts.class})
class SmppConfiguration {

    @Bean
    TextReceiver textReceiver(
            TakeInText takeInText,
            JdbcClient database,
            TransactionTemplate transaction,
            Derivations derivations,
            SmppSettings settings,
            MeterRegistry meters,
            Clock clock,
            RetriedTexts retried) {
        return new TextReceiver(
                takeInText,
                new HeardTexts(database, transaction, settings.repeatWithin(), retried.retriedWithin()),
                derivations,
                settings,
                meters,
                clock);
    }
}
