package org.relais.intake.browsing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikenessTest {

    @Test
    void findsTheSameWordsAlikeHoweverTheirLettersAreWritten() {
        assertThat(Likeness.of("Nœud de câbles", "noeud de cables")).isEqualTo(1);
    }
}
