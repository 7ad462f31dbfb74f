package org.relais.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {

    @Test
    void wordsThatAreWrittenOtherwiseAreTheSame() {
        assertThat(Folding.words("Nœud d’ÉGOUT, e\u0301lan ; ﬁn, Ｍｅｒｃｉ № 5 (curriculum vitæ)"))
                .containsExactly("noeud", "d", "egout", "elan", "fin", "merci", "no", "5", "curriculum", "vitae");
    }

    @Test
    void whatStandsBetweenThemStaysInAText() {
        assertThat(Folding.text("Non… ŒUF !\nOui")).isEqualTo("non... oeuf !\noui");
    }
}
