package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibilityTest {

    @Test
    void aPersonNamesItOrLeavesItToTheRules() {
        assertThat(Visibility.chosen("private")).isEqualTo(new Visibility.Choice(Visibility.PRIVATE, true));
        assertThat(Visibility.chosen("")).isEqualTo(Visibility.chosen(null));
        assertThat(Visibility.chosen(null)).isEqualTo(new Visibility.Choice(null, true));
    }

    @Test
    void aWordForNoneIsNotTakenForLeftOut() {
        assertThat(Visibility.chosen("secret").isKnown()).isFalse();
        assertThat(Visibility.chosen("PRIVATE").isKnown()).isFalse();
    }
}
