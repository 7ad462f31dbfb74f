package org.relais.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportCommandTest {

    @Test
    void takesWebAddressesOnly() {
        assertThat(ImportCommand.isWeb("http://localhost:11080")).isTrue();
        assertThat(ImportCommand.isWeb("https://relais.example.org/intake")).isTrue();
        assertThat(ImportCommand.isWeb("localhost:11080")).isFalse();
        assertThat(ImportCommand.isWeb("http:")).isFalse();
        assertThat(ImportCommand.isWeb("a b")).isFalse();
    }
}
