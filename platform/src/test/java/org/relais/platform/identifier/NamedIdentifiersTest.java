package org.relais.platform.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamedIdentifiersTest {

    @Test
    void theSameNamesHaveTheSameId() {
        UUID id = NamedIdentifiers.of("event", "person", "receipt");

        assertThat(id).isEqualTo(NamedIdentifiers.of("event", "person", "receipt"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void namesKeepTheIdThatTheyHadInEveryReleaseBefore() {
        assertThat(NamedIdentifiers.of("event", "person", "receipt"))
                .isEqualTo(UUID.fromString("694b552d-c42f-88ac-b0fe-068e2f1988e5"));
    }

    @Test
    void otherNamesHaveAnother() {
        assertThat(NamedIdentifiers.of("ab", "c"))
                .isNotEqualTo(NamedIdentifiers.of("a", "bc"))
                .isNotEqualTo(NamedIdentifiers.of("abc"))
                .isNotEqualTo(NamedIdentifiers.of("ab", "c", ""));
    }
}
