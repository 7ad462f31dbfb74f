package org.relais.intake.sensor.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings below {@code relais.mqtt}: a broker to which sensors send. Without a url there is none.
 *
 * @param url {@code mqtts://host:8883}, or {@code mqtt://host:1883} without encryption
 * @param sslBundle one of {@code spring.ssl.bundle}, for a certificate authority or a certificate of our own
 * @param clientId under which the broker keeps what we have not read yet; the same for all instances of one installation
 * @param topics where sensors send to, with {@code {jurisdiction}} and {@code {sensor}} each a level of its own
 * @param sensors files in which sensors are registered
 * @param silenceService service of the requests about silent sensors; without it only those are told of that name their own
 * @param steady how long a sensor is well before its request is told so
 * @param tellEvery how often at most the request of an alarm that goes on is told so
 * @param largest messages above it are refused
 * @param poll how often silence is looked for, and what could not be done is tried again
 * @param retry how long to wait before connecting again
 */
@ConfigurationProperties("relais.mqtt")
record MqttSettings(
        String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable String sslBundle,
        @DefaultValue("relais-intake") String clientId,

        @DefaultValue("relais/{jurisdiction}/sensors/{sensor}")
        String topics,

        @DefaultValue List<Path> sensors,
        @Nullable String silenceService,
        @DefaultValue("5m") Duration steady,
        @DefaultValue("6h") Duration tellEvery,
        @DefaultValue("16KB") DataSize largest,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("5s") Duration retry) {

    MqttSettings {
        sensors = List.copyOf(sensors);
    }

    @Override
    public String toString() {
        return "MqttSettings[" + clientId + "]";
    }
}
