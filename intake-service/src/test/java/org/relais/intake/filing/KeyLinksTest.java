package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** As mail programs that guard links write them, and one that is broken over two lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://eur02.safelinks.example/?url=https%3A%2F%2Fville.example%2Fsuivi%2FK7QF-29MD%2Fcle%2FbUYlvxky&data=05",
                "https://guard.example/?u=https%253a%252f%252fville.example%252fsuivi%252fK7QF-29MD%252fcle%252fbUYlvxky",
                "https://urldefense.example/v2/url?u=https-3A__ville.example_suivi_K7QF-2D29MD_cle_bUYlvxky&d=1",
                "https://ville.example/suivi/K7QF-29MD/cle/\nbUYlvxky"
            })
    void aLinkThatAMailProgramRewroteLosesItToo(String link) {
        assertThat(KeyLinks.withoutKeys("Voir " + link)).doesNotContain("bUYlvxky");
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
