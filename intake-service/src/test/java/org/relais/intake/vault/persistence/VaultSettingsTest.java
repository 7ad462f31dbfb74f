package org.relais.intake.vault.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultSettingsTest {

    private static final String CURRENT = key(1);
    private static final String FORMER = key(2);

    @Test
    void theCurrentKeyComesFirst() {
        assertThat(new VaultSettings(CURRENT, List.of(FORMER)).masterKeys()).containsExactly(CURRENT, FORMER);
    }

    /** One that is empty by mistake would go unnoticed otherwise, and what is new be sealed by what was given up. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aFormerKeyDoesNotTakeThePlaceOfOneThatIsMissing(String missing) {
        VaultSettings settings = new VaultSettings(missing, List.of(FORMER));

        assertThatThrownBy(() -> new VaultConfiguration().masterKeys(settings))
                .hasMessageContaining("relais.vault.master-key is missing");
    }

    private static String key(int of) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) of;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
