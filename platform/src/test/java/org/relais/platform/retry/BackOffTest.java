package org.relais.platform.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(15));

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "4, 40", "9, 900", "1000, 900"})
    void doublesUpToABoundWithJitterBelowIt(int failures, long wholeSeconds) {
        SplittableRandom random = new SplittableRandom(7);

        for (int draw = 0; draw < 100; draw++) {
            assertThat(backOff.after(failures, random))
                    .isBetween(Duration.ofMillis(wholeSeconds * 500), Duration.ofSeconds(wholeSeconds));
        }
    }
}
