package org.relais.intake.messenger.matrix;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.relais.platform.matrix.HomeserverAccount;
import org.relais.platform.retry.BackOff;
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
 * @param firstBackOff wait before the second try; doubled after each further one that fails
 * @param longestBackOff bound of that wait, also where the homeserver asks for a longer one
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
        @DefaultValue("5s") Duration firstBackOff,
        @DefaultValue("5m") Duration longestBackOff,
        @DefaultValue("24h") Duration joinFor) {

    private static final String SETTINGS = "relais.matrix";

    MatrixSettings {
        HomeserverAccount.of(homeserver, accessToken, patience, photoPatience, SETTINGS);
    }

    HomeserverAccount account() {
        return HomeserverAccount.of(homeserver, accessToken, patience, photoPatience, SETTINGS);
    }

    BackOff backOff() {
        return new BackOff(firstBackOff, longestBackOff);
    }

    @Override
    public String toString() {
        return "MatrixSettings[" + homeserver + "]";
    }
}
