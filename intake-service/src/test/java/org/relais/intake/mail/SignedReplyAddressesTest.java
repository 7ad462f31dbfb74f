package org.relais.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.relais.intake.channel.ContactLedger;
import org.relais.intake.filing.PayloadMark;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.vault.InstallationSecret;

class SignedReplyAddressesTest {

    private static final UUID REQUEST = new UUID(1, 2);
    private static final UUID PERSON = UUID.fromString("0197f1c2-aaaa-7bbb-8ccc-ddddeeeeffff");

    private final SignedReplyAddresses addresses = addressesOf(1);

    private static SignedReplyAddresses addressesOf(int secret) {
        return new SignedReplyAddresses(
                new InstallationSecret(new byte[] {(byte) secret}), new OnePerson(), "demandes@valmont.example");
    }

    @Test
    void knowsAReplyByItsAddressInAnyCase() {
        String address = addresses.of(PERSON).orElseThrow();

        assertThat(address).matches("demandes\\+[a-z2-7]{42}@valmont\\.example");
        assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(addresses.requestOf(address)).contains(REQUEST);
        assertThat(addresses.requestOf(address.toUpperCase(Locale.ROOT))).contains(REQUEST);
    }

    @Test
    void givesNoneToWhoFiledNothing() {
        assertThat(addresses.of(new UUID(3, 4))).isEmpty();
    }

    @Test
    void refusesWhatAnotherInstallationSignedOrAnotherMailboxHas() {
        String address = addresses.of(PERSON).orElseThrow();

        assertThat(addressesOf(2).requestOf(address)).isEmpty();
        assertThat(addresses.requestOf(address.replace("valmont", "other"))).isEmpty();
        assertThat(addresses.requestOf(address.replace("demandes", "autres"))).isEmpty();
        assertThat(addresses.requestOf("demandes@valmont.example")).isEmpty();
    }

    @Property(tries = 300)
    void refusesEveryChangedToken(@ForAll @StringLength(1) @AlphaChars String character, @ForAll int where) {
        String token = addresses.token(PERSON);
        int index = Math.floorMod(where, token.length() - 1);
        String changed = token.substring(0, index) + character.toLowerCase(Locale.ROOT) + token.substring(index + 1);

        assertThat(addresses.requestOf("demandes+" + changed + "@valmont.example"))
                .isEqualTo(changed.equals(token) ? Optional.of(REQUEST) : Optional.empty());
    }

    @Property(tries = 300)
    void takesAnyAddressWithoutFailing(@ForAll String detail) {
        assertThat(addresses.requestOf("demandes+" + detail + "@valmont.example"))
                .isEmpty();
    }

    @Test
    void wantsAMailboxWithoutAPlus() {
        assertThatThrownBy(() -> new MailAddress("a+b@valmont.example")).hasMessageContaining("relais.mail.address");
        assertThatThrownBy(() -> new MailAddress("nobody")).hasMessageContaining("relais.mail.address");
    }

    /** Knows one person. */
    private static final class OnePerson implements ContactLedger {

        @Override
        public Optional<Entry> find(UUID contactId) {
            return Optional.empty();
        }

        @Override
        public void record(Entry entry) {
            throw new UnsupportedOperationException("reading an address records nothing");
        }

        @Override
        public boolean isAnswered(UUID contactId) {
            return false;
        }

        @Override
        public void answered(UUID contactId) {
            throw new UnsupportedOperationException("reading an address answers nothing");
        }

        @Override
        public int filedBy(PayloadMark sender, Instant since) {
            return 0;
        }

        @Override
        public Optional<KnownRequest> request(UUID requestId) {
            return Optional.empty();
        }

        @Override
        public boolean knowsAny(Set<TrackingCode> codes) {
            return false;
        }

        @Override
        public Optional<UUID> requestOf(UUID requesterId) {
            return requesterId.equals(PERSON) ? Optional.of(REQUEST) : Optional.empty();
        }
    }
}
