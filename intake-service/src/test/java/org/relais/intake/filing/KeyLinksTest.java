package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.relais.intake.vault.ContactDetails;
import org.relais.platform.masking.ContactDetailMask;

class KeyLinksTest {

    private static final String LINK = "https://relais.example/suivi/K7QF-29MD/cle/bUYlvxkyLWt4fQ-_0123456789abcdef";

    @Test
    void aLinkKeepsTheCodeThatIsNoSecretAndLosesItsKey() {
        assertThat(KeyLinks.withoutKeys("Voir " + LINK + ", ou\n<" + LINK + ">"))
                .isEqualTo("Voir https://relais.example/suivi/K7QF-29MD/cle/…, ou\n"
                        + "<https://relais.example/suivi/K7QF-29MD/cle/…>");
        assertThat(KeyLinks.withoutKeys("Il m'a donné sa clé/cle/la mienne."))
                .isEqualTo("Il m'a donné sa clé/cle/la mienne.");
    }

    @Test
    void noKeyStandsInWhatLeavesThisService() {
        MaskedWords masked = new MaskedWords(new ContactDetailMask());
        ContactDetails nobody = new ContactDetails(null, null, null, "fr");

        assertThat(masked.text("Ma page : " + LINK, nobody, PlaceNoticesTest.TOWN))
                .doesNotContain("bUYlvxky");
        assertThat(masked.certain("Ma page : " + LINK, nobody, PlaceNoticesTest.TOWN))
                .doesNotContain("bUYlvxky");
        assertThat(masked.pieces("Ma page : " + LINK, nobody, PlaceNoticesTest.TOWN))
                .noneSatisfy(piece -> assertThat(piece.text()).contains("bUYlvxky"));
    }
}
