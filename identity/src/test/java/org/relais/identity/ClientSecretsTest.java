package org.relais.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Secrets are derived, so their derivation may never change. */
class ClientSecretsTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void derivesWhatAnybodyWithTheKeyCanDeriveElsewhere() {
        // printf 'client:roads' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…00 -binary | basenc --base64url
        assertThat(ClientSecrets.ofKey(KEY).of("roads")).isEqualTo("guaaNX_X1330vqJGIWhBz8QA9EbNTKfIyOEI799dTkQ");
    }

    @Test
    void givesEachClientAnotherSecret() {
        var secrets = ClientSecrets.ofKey(KEY);

        assertThat(secrets.of("roads")).isNotEqualTo(secrets.of("parks"));
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        assertThatThrownBy(() -> ClientSecrets.ofKey("c2hvcnQ=")).hasMessageContaining("5 bytes");
    }
}
