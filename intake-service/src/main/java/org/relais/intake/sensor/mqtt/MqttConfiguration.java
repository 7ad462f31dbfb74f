package org.relais.intake.sensor.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import javax.sql.DataSource;
import org.relais.intake.channel.ReceiveContact;
import org.relais.intake.sensor.Damping;
import org.relais.intake.sensor.WatchSensors;
import org.relais.intake.sensor.Watches;
import org.relais.intake.sensor.persistence.SensorFiles;
import org.relais.intake.territory.Territories;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.platform.retry.Unavailability;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The channel for sensors, where a broker is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("relais.mqtt.url")
@EnableConfigurationProperties(MqttSettings.class)
class MqttConfiguration {

    @Bean
    WatchSensors watchSensors(
            MqttSettings settings,
            Watches watches,
            Territories territories,
            TrackedRequests requests,
            ReceiveContact receiveContact) {
        return new WatchSensors(
                SensorFiles.read(settings.sensors(), settings.silenceService()),
                new Damping(settings.steady(), settings.tellEvery()),
                watches,
                territories,
                requests,
                receiveContact,
                Unavailability::isBehind);
    }

    @Bean
    SensorSubscriber sensorSubscriber(
            DataSource database,
            MqttSettings settings,
            WatchSensors watchSensors,
            SslBundles bundles,
            Clock clock,
            MeterRegistry meters) {
        SensorTopics topics = new SensorTopics(settings.topics());
        String bundle = settings.sslBundle();
        SSLSocketFactory tls = bundle == null
                ? null
                : bundles.getBundle(bundle).createSslContext().getSocketFactory();
        return new SensorSubscriber(
                database,
                settings,
                topics,
                tls,
                watchSensors,
                new MessageHandling(watchSensors, topics, settings, clock, meters)::handle,
                clock,
                meters);
    }
}
