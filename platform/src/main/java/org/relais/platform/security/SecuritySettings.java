package org.relais.platform.security;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code relais.security.*}.
 *
 * @param issuer the {@code iss} that tokens carry, the same name for browsers and containers
 * @param audience the {@code aud} that access tokens for these services carry. It tells them from tokens that the issuer made for
 *     other applications, and from ID tokens, whose audience is the client that somebody signs in at
 * @param jwkSetUri where this process fetches the issuer's keys; may name another host than the issuer
 * @param tokenUri where this process gets its own tokens
 * @param clientId this service's client
 * @param clientSecret that client's secret; only needed by services that call others
 * @param rolesClaim claim with the list of roles
 * @param departmentClaim claim with the department's code
 * @param jurisdictionsClaim claim with the list of territories that an operator or administrator looks after; a token without it
 *     is for all
 */
@ConfigurationProperties("relais.security")
record SecuritySettings(
        String issuer,
        @DefaultValue("relais") String audience,
        String jwkSetUri,
        String tokenUri,
        @DefaultValue("") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("department") String departmentClaim,
        @DefaultValue("jurisdictions") String jurisdictionsClaim,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout) {

    SecuritySettings {
        if (audience.isBlank() || audience.equals(clientId)) {
            throw new IllegalArgumentException(
                    "relais.security.audience must be a name that the issuer writes into access tokens for these"
                            + " services, and not this service's client id, which its ID tokens carry; it is \""
                            + audience + "\"");
        }
    }

    @Override
    public String toString() {
        return "SecuritySettings[issuer=" + issuer + ", audience=" + audience + ", jwkSetUri=" + jwkSetUri
                + ", tokenUri=" + tokenUri + ", clientId=" + clientId + "]";
    }
}
