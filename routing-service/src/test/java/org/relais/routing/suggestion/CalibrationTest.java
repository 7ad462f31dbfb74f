package org.relais.routing.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static List<Calibration.Trial> trials(int right, int wrong, double clearness) {
        return Stream.concat(
                        Collections.nCopies(right, new Calibration.Trial(clearness, true)).stream(),
                        Collections.nCopies(wrong, new Calibration.Trial(clearness, false)).stream())
                .toList();
    }

    @Test
    void whereNothingWasTriedTheClearestWordsAreEvenOdds() {
        Calibration untried = Calibration.of(List.of());

        assertThat(untried.confidence(1)).isEqualTo(0.5);
        assertThat(untried.confidence(0.2)).isEqualTo(0.1);
    }

    @Test
    void isTheShareOfAsClearCasesThatEndedThere() {
        List<Calibration.Trial> tried = Stream.concat(trials(50, 50, 0.4).stream(), trials(970, 30, 0.9).stream())
                .toList();

        assertThat(Calibration.of(tried).confidence(0.4)).isCloseTo(0.5, within(0.01));
        assertThat(Calibration.of(tried).confidence(0.95)).isCloseTo(0.97, within(0.01));
    }

    @Test
    void aFewCasesProveLittle() {
        assertThat(Calibration.of(trials(3, 0, 1)).confidence(1)).isEqualTo(0.8);
        assertThat(Calibration.of(trials(30, 0, 1)).confidence(1)).isGreaterThan(0.95);
    }

    @Property(tries = 200)
    void neverFallsAsWordsGrowClearerAndStaysAShare(
            @ForAll @Size(max = 200) List<@DoubleRange(min = 0, max = 1) Double> clearness,
            @ForAll @DoubleRange(min = 0, max = 1) double less,
            @ForAll @DoubleRange(min = 0, max = 1) double more) {
        Calibration calibration = Calibration.of(clearness.stream()
                .map(each -> new Calibration.Trial(each, each * 7 % 1 > 0.4))
                .toList());

        double lower = calibration.confidence(Math.min(less, more));
        double higher = calibration.confidence(Math.max(less, more));

        assertThat(lower).isBetween(0.0, higher);
        assertThat(higher).isLessThanOrEqualTo(1);
    }
}
