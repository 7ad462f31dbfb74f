package org.relais.routing.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-06-08T00:00:00Z");

    @Property
    void aRequestIsAlwaysOnTheSameSide(
            @ForAll long most, @ForAll long least, @ForAll @IntRange(min = 1, max = 100) int percent) {
        UUID request = new UUID(most, least);

        assertThat(sharing(percent).actsOn(request)).isEqualTo(sharing(percent).actsOn(request));
    }

    @Property
    void aLargerShareHoldsTheSmallerOne(
            @ForAll long most, @ForAll long least, @ForAll @IntRange(min = 1, max = 99) int percent) {
        UUID request = new UUID(most, least);

        if (sharing(percent).actsOn(request)) {
            assertThat(sharing(percent + 1).actsOn(request)).isTrue();
        }
    }

    @Test
    void theShareIsAboutWhatItSaysAlsoForIdsThatFollowOneAnother() {
        int acted = 0;
        for (int number = 0; number < 10_000; number++) {
            acted += sharing(20).actsOn(new UUID(0x0197_0000_0000_7000L, 0x8000_0000_0000_0000L + number)) ? 1 : 0;
        }

        assertThat(acted).isBetween(1_800, 2_200);
    }

    @Test
    void inShadowItActsOnNothing() {
        assertThat(experiment(Experiment.Mode.SHADOW, 100, null).actsOn(new UUID(1, 2)))
                .isFalse();
    }

    @Test
    void itRunsBetweenItsDatesUnlessStopped() {
        assertThat(sharing(10).runsAt(START)).isTrue();
        assertThat(sharing(10).runsAt(END)).isFalse();
        assertThat(sharing(10).runsAt(START.minusMillis(1))).isFalse();
        assertThat(experiment(Experiment.Mode.SHARE, 10, START.plusSeconds(1)).runsAt(START.plusSeconds(2)))
                .isFalse();
    }

    private static Experiment sharing(int percent) {
        return experiment(Experiment.Mode.SHARE, percent, null);
    }

    private static Experiment experiment(Experiment.Mode mode, int percent, @Nullable Instant stopped) {
        return new Experiment(
                new UUID(7, 9),
                "valmont",
                1,
                "title",
                "hypothesis",
                "",
                null,
                mode,
                percent,
                START,
                END,
                stopped,
                null,
                "op",
                START);
    }
}
