package org.relais.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuccessionTest {

    @Test
    void theFirstOfAllIsOne() {
        assertThat(Succession.of(0, 1)).isEqualTo(Succession.NEXT);
        assertThat(Succession.of(0, 2)).isEqualTo(Succession.GAP);
    }

    @Test
    void whatIsNotNewerIsARepeat() {
        assertThat(Succession.of(5, 5)).isEqualTo(Succession.REPEAT);
        assertThat(Succession.of(5, 1)).isEqualTo(Succession.REPEAT);
    }

    @Test
    void theNextIsNextAndWhatLiesFurtherIsAGap() {
        assertThat(Succession.of(5, 6)).isEqualTo(Succession.NEXT);
        assertThat(Succession.of(5, 7)).isEqualTo(Succession.GAP);
    }
}
