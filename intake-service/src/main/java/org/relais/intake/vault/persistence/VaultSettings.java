package org.relais.intake.vault.persistence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code relais.vault}.
 *
 * @param masterKey base64 of 32 bytes; wraps what is stored from now on
 * @param formerMasterKeys the ones before it, which still unwrap what they wrapped
 */
@ConfigurationProperties("relais.vault")
record VaultSettings(
        @Nullable String masterKey, @DefaultValue List<String> formerMasterKeys) {

    /** The current key first; none at all where that is missing, since a former one must wrap nothing any more. */
    List<String> masterKeys() {
        if (masterKey == null || masterKey.isBlank()) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        keys.add(masterKey);
        keys.addAll(formerMasterKeys);
        return keys;
    }

    @Override
    public String toString() {
        return "VaultSettings[]";
    }
}
