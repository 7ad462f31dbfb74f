package org.relais.intake.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceGuessTest {

    @Test
    void readsLigaturesAsTheLettersThatPeopleTypeForThem() {
        assertThat(ServiceGuess.folded("Bouche d’égout : nœud de câbles, ŒUFS cassés !"))
                .isEqualTo("bouche d egout noeud de cables oeufs casses");
    }
}
