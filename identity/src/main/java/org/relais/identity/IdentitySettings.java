package org.relais.identity;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code relais.identity.*}.
 *
 * @param issuer the name in every token, the same for browsers and containers
 * @param audience whom access tokens are for: what the services have as {@code relais.security.audience}
 * @param key base64 of at least 32 random bytes, from which client secrets are derived
 * @param signingKeyFile where the key that signs tokens is kept
 * @param demoAccounts whether people may sign in as a role or a department, with the name as password: for demonstrations only
 * @param deskRedirects where the departments' desk takes people back after they signed in
 * @param counterRedirects the same of the form that agents at the phone and the counter fill in
 */
@ConfigurationProperties("relais.identity")
record IdentitySettings(
        String issuer,
        @DefaultValue("relais") String audience,
        String key,
        Path signingKeyFile,
        @DefaultValue("false") boolean demoAccounts,
        @DefaultValue List<String> deskRedirects,
        @DefaultValue List<String> counterRedirects) {

    IdentitySettings {
        deskRedirects = List.copyOf(deskRedirects);
        counterRedirects = List.copyOf(counterRedirects);
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(
                    "relais.identity.key isn't set: give base64 of 32 random bytes, as a property or a secret file");
        }
    }

    /** Where services take people back who signed in for their pages, by the service's client id. */
    Map<String, List<String>> redirects() {
        return Map.of("routing-service", deskRedirects, "intake-service", counterRedirects);
    }

    @Override
    public String toString() {
        return "IdentitySettings[issuer=" + issuer + ", signingKeyFile=" + signingKeyFile + "]";
    }
}
