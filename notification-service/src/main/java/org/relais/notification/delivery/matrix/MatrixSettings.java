package org.relais.notification.delivery.matrix;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
        String homeserver,
        @Nullable String accessToken,
        @DefaultValue("10s") Duration patience) {

    MatrixSettings {
        if (accessToken == null || accessToken.isBlank()) {
            throw new IllegalArgumentException(
                    "relais.notification.matrix.access-token isn't set: put the account's token into the file of that"
                            + " name in RELAIS_SECRETS_DIR");
        }
    }

    @Override
    public String toString() {
        return "MatrixSettings[" + homeserver + "]";
    }
}
