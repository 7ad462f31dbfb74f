package org.relais.notification.delivery.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What an operator may write below {@code relais.notification.matrix}, and what they are told of the rest. */
class MatrixSettingsTest {

    private static final String PREFIX = "relais.notification.matrix";

    @Test
    void takesAHomeserversAddressAndAToken() {
        MatrixSettings settings = settings("https://matrix.town.example/", " syt_token\n");

        assertThat(settings.account().homeserver()).hasHost("matrix.town.example");
        assertThat(settings.account().accessToken()).isEqualTo("syt_token");
        assertThat(settings.account().patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"matrix.town.example", "matrix.town.example:8448", "https:/matrix", "ftp://matrix.town.example"})
    void namesTheSettingOfAHomeserverThatCannotBeCalled(String homeserver) {
        assertThatThrownBy(() -> settings(homeserver, "syt_token"))
                .rootCause()
                .hasMessage("relais.notification.matrix.homeserver: begin with https:// and the homeserver's name");
    }

    @Test
    void namesTheSettingOfATokenThatIsMissing() {
        assertThatThrownBy(() -> settings("https://matrix.town.example", " "))
                .rootCause()
                .hasMessageStartingWith("relais.notification.matrix.access-token isn't set");
    }

    private static MatrixSettings settings(String homeserver, String token) {
        return new Binder(new MapConfigurationPropertySource(
                        Map.of(PREFIX + ".homeserver", homeserver, PREFIX + ".access-token", token)))
                .bind(PREFIX, MatrixSettings.class)
                .get();
    }
}
