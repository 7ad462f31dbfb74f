package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void aCursorHoldsWhatMayHaveHappenedAndCanBeWritten() {
        assertThat(Moments.mayStandInCursor(Instant.EPOCH)).isTrue();
        assertThat(Moments.mayStandInCursor(Moments.LATEST)).isTrue();

        assertThat(Moments.mayStandInCursor(Instant.EPOCH.minusMillis(1))).isFalse();
        assertThat(Moments.mayStandInCursor(Moments.LATEST.plusSeconds(1))).isFalse();
    }

    @Test
    void theLatestHasTheLastYearOfFourDigits() {
        assertThat(Moments.LATEST).hasToString("9999-12-31T23:59:59Z");
        assertThat(Moments.LATEST.plusSeconds(1)).asString().startsWith("+10000");
    }
}
