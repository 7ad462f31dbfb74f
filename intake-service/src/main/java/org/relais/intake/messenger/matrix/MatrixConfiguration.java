package org.relais.intake.messenger.matrix;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.relais.intake.messenger.TakeInMessage;
import org.relais.platform.matrix.Homeserver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The channel for Matrix, where a homeserver is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("relais.matrix.homeserver")
@EnableConfigurationProperties(MatrixSettings.class)
class MatrixConfiguration {

    @Bean
    MatrixReader matrixReader(
            DataSource database,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TakeInMessage takeInMessage,
            MatrixSettings settings,
            Clock clock,
            MeterRegistry meters) {
        Homeserver homeserver = new Homeserver(settings.account());
        return new MatrixReader(
                database,
                settings,
                homeserver,
                new MatrixPositions(jdbc, transaction),
                new RoomTalk(homeserver, takeInMessage, settings.jurisdictionId(), meters, clock),
                clock,
                meters);
    }
}
