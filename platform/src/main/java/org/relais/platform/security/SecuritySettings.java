package org.relais.platform.security;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code relais.security.*}.
 *
 * @param issuer the {@code iss} that tokens carry, the same name for browsers and containers
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
        String jwkSetUri,
        String tokenUri,
        @DefaultValue("") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue("department") String departmentClaim,
        @DefaultValue("jurisdictions") String jurisdictionsClaim,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout) {

    @Override
    public String toString() {
        return "SecuritySettings[issuer=" + issuer + ", jwkSetUri=" + jwkSetUri + ", tokenUri=" + tokenUri
                + ", clientId=" + clientId + "]";
    }
}
