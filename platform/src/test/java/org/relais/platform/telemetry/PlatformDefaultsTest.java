package org.relais.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What every service starts with. */
class PlatformDefaultsTest {

    @Test
    void putsManagementAThousandPortsAboveTheService() {
        assertThat(environment(Map.of("server.port", "8180")).getProperty("management.server.port"))
                .isEqualTo("9180");
    }

    @Test
    void yieldsToWhatAServiceOrItsSurroundingsSet() {
        // When
        var environment = environment(
                Map.of("management.server.port", "7000", "spring.datasource.hikari.connection-timeout", "900"));

        // Then
        assertThat(environment.getProperty("management.server.port")).isEqualTo("7000");
        assertThat(environment.getProperty("spring.datasource.hikari.connection-timeout"))
                .isEqualTo("900");
    }

    @Test
    void derivesTheIssuersPlacesFromItsName() {
        assertThat(environment(Map.of("relais.security.issuer", "https://login.example"))
                        .getProperty("relais.security.jwk-set-uri"))
                .isEqualTo("https://login.example/oauth2/jwks");
    }

    @Test
    void logsJsonOnlyInProduction() {
        // Given
        var production = new StandardEnvironment();
        production.setActiveProfiles("production");

        // Then
        assertThat(withDefaults(production).getProperty("logging.structured.format.console"))
                .isEqualTo("ecs");
        assertThat(environment(Map.of()).containsProperty("logging.structured.format.console"))
                .isFalse();
    }

    @Test
    void tagsEveryMetricWithServiceAndInstance() {
        // Given
        var id = new Meter.Id("requests", Tags.empty(), null, null, Meter.Type.COUNTER);

        // When
        var tagged = new TelemetryAutoConfiguration()
                .serviceAndInstance("sample-service", "2")
                .map(id);

        // Then
        assertThat(tagged.getTags()).contains(Tag.of("service", "sample-service"), Tag.of("instance", "2"));
    }

    @Test
    void tellsTimeInWholeMilliseconds() {
        assertThat(new TelemetryAutoConfiguration().clock().instant().getNano() % 1_000_000)
                .isZero();
    }

    private static ConfigurableEnvironment environment(Map<String, Object> own) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("own", own));
        return withDefaults(environment);
    }

    private static ConfigurableEnvironment withDefaults(ConfigurableEnvironment environment) {
        new PlatformDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
