package org.relais.intake.filing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.intake.vault.InstallationSecret;

class TrackingCodeTest {

    private final Derivations derivations = new Derivations(new InstallationSecret(new byte[32]));

    @ParameterizedTest
    @ValueSource(strings = {"K7QF-2910", "k7qf-2910", "K7QF2910", " k7qf 291o ", "K7QF–29lO", "K7QF-29I0"})
    void readsWhatAPersonWritesOrHears(String written) {
        assertThat(TrackingCode.parse(written))
                .hasValueSatisfying(code -> assertThat(code).hasToString("K7QF-2910"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7QF", "K7QF-29MDX", "K7QF-29MU", "K7QF/29MD", "é7QF-29MD"})
    void refusesWhatIsNoCode(String written) {
        assertThat(TrackingCode.parse(written)).isEmpty();
    }

    @Test
    void followsFromTheRequestsIdAndTheAttempt() {
        UUID id = UUID.fromString("0197a1b2-0000-7000-8000-000000000001");

        assertThat(derivations.trackingCode(id, 1)).isEqualTo(derivations.trackingCode(id, 1));
        assertThat(derivations.trackingCode(id, 1)).isNotEqualTo(derivations.trackingCode(id, 2));
        assertThat(TrackingCode.parse(derivations.trackingCode(id, 1).toString()))
                .hasValue(derivations.trackingCode(id, 1));
    }

    @Test
    void derivesIdsOfVersion8ThatDependOnCallerAndKey() {
        UUID id = derivations.idFor("request", "anonymous", "key");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(derivations.idFor("request", "anonymous", "key")).isEqualTo(id);
        assertThat(derivations.idFor("request", "other", "key")).isNotEqualTo(id);
        assertThat(derivations.idFor("request", "anonymousk", "ey")).isNotEqualTo(id);
    }

    @Test
    void opensAnEditTokenToItsOwnRequestAndInstallationOnly() {
        UUID id = UUID.fromString("0197a1b2-0000-7000-8000-000000000001");
        byte[] other = new byte[32];
        new SecureRandom().nextBytes(other);
        EditToken token = derivations.editToken(id);

        assertThat(token.matches(derivations.editToken(id).value())).isTrue();
        assertThat(token.matches(derivations.supporterToken(id).value())).isFalse();
        assertThat(token.matches(new Derivations(new InstallationSecret(other))
                        .editToken(id)
                        .value()))
                .isFalse();
        assertThat(token).hasToString("EditToken[]");
    }
}
