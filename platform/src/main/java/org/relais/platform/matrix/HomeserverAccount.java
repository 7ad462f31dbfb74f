package org.relais.platform.matrix;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a homeserver is called, and as whom it knows us.
 *
 * @param homeserver such as {@code https://matrix.town.example}
 * @param patience how long an answer may take, but for one that waits for something new
 * @param mediaPatience how long a picture may take to come whole once the homeserver answers
 */
public record HomeserverAccount(URI homeserver, String accessToken, Duration patience, Duration mediaPatience) {

    /**
     * @param settings that the values stand below, such as {@code relais.matrix}, for the errors
     * @throws IllegalArgumentException if the homeserver can't be called or known by it; names the setting
     */
    public static HomeserverAccount of(
            @Nullable URI homeserver,
            @Nullable String accessToken,
            Duration patience,
            Duration mediaPatience,
            String settings) {
        if (homeserver == null
                || !String.valueOf(homeserver.getScheme()).matches("https?")
                || homeserver.getHost() == null) {
            throw new IllegalArgumentException(settings + ".homeserver: begin with https:// and the homeserver's name");
        }
        if (accessToken == null || accessToken.isBlank()) {
            throw new IllegalArgumentException(
                    settings + ".access-token isn't set: put the account's token into the file of that name in"
                            + " RELAIS_SECRETS_DIR");
        }
        return new HomeserverAccount(homeserver, accessToken.strip(), patience, mediaPatience);
    }

    @Override
    public String toString() {
        return "HomeserverAccount[" + homeserver + "]";
    }
}
