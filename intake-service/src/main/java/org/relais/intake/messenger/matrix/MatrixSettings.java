package org.relais.intake.messenger.matrix;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.matrix}: an account that people write to. Without a homeserver there is none.
 *
 * @param homeserver where the account's homeserver is called, such as {@code https://matrix.town.example}
 * @param accessToken of the account, for a device that nothing else uses
 * @param jurisdictionId territory the account is for; needed only where there are several
 * @param poll how long the homeserver waits for something new before it answers that there is nothing
 * @param patience how long any other answer may take
 * @param photoPatience how long a picture may take to come whole once the homeserver answers
 * @param retry how long to wait before trying again
 * @param joinFor how long an invitation is tried to be accepted
 */
@ConfigurationProperties("relais.matrix")
record MatrixSettings(
        URI homeserver,
        @Nullable String accessToken,
        @Nullable String jurisdictionId,
        @DefaultValue("30s") Duration poll,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("30s") Duration photoPatience,
        @DefaultValue("5s") Duration retry,
        @DefaultValue("24h") Duration joinFor) {

    MatrixSettings {
        if (!String.valueOf(homeserver.getScheme()).matches("https?") || homeserver.getHost() == null) {
            throw new IllegalArgumentException(
                    "relais.matrix.homeserver: begin with https:// and the homeserver's name");
        }
        if (accessToken == null || accessToken.isBlank()) {
            throw new IllegalArgumentException(
                    "relais.matrix.access-token isn't set: put the account's token into the file of that name in"
                            + " RELAIS_SECRETS_DIR");
        }
    }

    String token() {
        return accessToken == null ? "" : accessToken.strip();
    }

    @Override
    public String toString() {
        return "MatrixSettings[" + homeserver + "]";
    }
}
