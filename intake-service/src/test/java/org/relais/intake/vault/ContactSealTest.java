package org.relais.intake.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactSealTest {

    private static final UUID PERSON = UUID.fromString("0197a1b2-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0197a1b2-0000-7000-8000-000000000002");
    private static final ContactDetails CONTACT = new ContactDetails("Zélie", "zelie@canari.example", null, "fr");
    private static final String OLD = key((byte) 1);
    private static final String NEW = key((byte) 2);

    private static String key(byte fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private static ContactSeal sealWith(String... masterKeys) {
        return new ContactSeal(new MasterKeys(List.of(masterKeys), new SecureRandom()));
    }

    @Test
    void opensWhatItSealed() {
        assertThat(sealWith(OLD).open(sealWith(OLD).seal(PERSON, CONTACT))).isEqualTo(CONTACT);
    }

    @Test
    void opensAfterTheMasterKeyWasReplaced() {
        SealedPerson sealed = sealWith(OLD).seal(PERSON, CONTACT);

        assertThat(sealWith(NEW, OLD).open(sealed)).isEqualTo(CONTACT);
        assertThatThrownBy(() -> sealWith(NEW).open(sealed)).isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void refusesAFieldMovedToAnotherPersonOrField() {
        SealedPerson sealed = sealWith(OLD).seal(PERSON, CONTACT);
        SealedPerson moved = new SealedPerson(OTHER, sealed.key(), sealed.name(), sealed.email(), sealed.phone(), "fr");
        SealedPerson swapped =
                new SealedPerson(PERSON, sealed.key(), sealed.email(), sealed.name(), sealed.phone(), "fr");

        assertThatThrownBy(() -> sealWith(OLD).open(moved)).isInstanceOf(UnreadableSecret.class);
        assertThatThrownBy(() -> sealWith(OLD).open(swapped)).isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void showsNothingOfThePersonWhenPrinted() {
        assertThat(CONTACT.toString()).doesNotContain("Zélie").doesNotContain("canari");
    }

    @Test
    void refusesAMasterKeyOfTheWrongLength() {
        assertThatThrownBy(() -> sealWith("AAAA")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> sealWith()).hasMessageContaining("relais.vault.master-key");
    }
}
