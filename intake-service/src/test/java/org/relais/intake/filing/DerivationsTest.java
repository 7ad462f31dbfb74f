package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.intake.vault.InstallationSecret;

class DerivationsTest {

    private final Derivations derivations = new Derivations(new InstallationSecret(new byte[] {1}));

    @Test
    void givesAKeyTheIdThatItHadInEveryReleaseBefore() {
        assertThat(derivations.idFor("contact", "channel:sms", "s-1"))
                .isEqualTo(UUID.fromString("8e4ccdb7-993f-8cdf-a13d-3e0a0b6a1700"));
    }
}
