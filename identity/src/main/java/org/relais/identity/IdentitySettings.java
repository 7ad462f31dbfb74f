package org.relais.identity;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code relais.identity.*}.
 *
 * @param issuer the name in every token, the same for browsers and containers
 * @param key base64 of at least 32 random bytes, from which client secrets are derived
 * @param signingKeyFile where the key that signs tokens is kept
 */
@ConfigurationProperties("relais.identity")
record IdentitySettings(String issuer, String key, Path signingKeyFile) {

    IdentitySettings {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(
                    "relais.identity.key isn't set: give base64 of 32 random bytes, as a property or a secret file");
        }
    }

    @Override
    public String toString() {
        return "IdentitySettings[issuer=" + issuer + ", signingKeyFile=" + signingKeyFile + "]";
    }
}
