package org.relais.platform.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;

class DigestsTest {

    @Test
    void digestsAsFips180Says() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Digests.sha256Hex("abc")).isEqualTo(abc);
        assertThat(Digests.sha256(bytes("abc"))).isEqualTo(HexFormat.of().parseHex(abc));
    }

    @Test
    void signsAsRfc4231Says() {
        String expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        Mac fed = Digests.hmac(bytes("Jefe"));
        fed.update(bytes("what do ya want "));

        assertThat(HexFormat.of().formatHex(Digests.hmac(bytes("Jefe"), bytes("what do ya want for nothing?"))))
                .isEqualTo(expected);
        assertThat(HexFormat.of().formatHex(fed.doFinal(bytes("for nothing?")))).isEqualTo(expected);
    }

    @Test
    void signsNothingUnderAnEmptyKey() {
        assertThatThrownBy(() -> Digests.hmac(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
