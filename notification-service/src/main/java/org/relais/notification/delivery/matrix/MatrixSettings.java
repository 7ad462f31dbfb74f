package org.relais.notification.delivery.matrix;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.platform.matrix.HomeserverAccount;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The homeserver. Without one nothing is sent by Matrix.
 *
 * @param homeserver where the account's homeserver is called, such as {@code https://matrix.town.example}
 * @param accessToken of the account that intake reads, so that answers stand in the same rooms
 * @param patience how long an answer may take
 */
@ConfigurationProperties("relais.notification.matrix")
@ConditionalOnProperty("relais.notification.matrix.homeserver")
record MatrixSettings(
        URI homeserver,
        @Nullable String accessToken,
        @DefaultValue("10s") Duration patience) {

    private static final String SETTINGS = "relais.notification.matrix";

    MatrixSettings {
        HomeserverAccount.of(homeserver, accessToken, patience, patience, SETTINGS);
    }

    HomeserverAccount account() {
        return HomeserverAccount.of(homeserver, accessToken, patience, patience, SETTINGS);
    }

    @Override
    public String toString() {
        return "MatrixSettings[" + homeserver + "]";
    }
}
