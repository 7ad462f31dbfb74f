package org.relais.routing.suggestion.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NightlyLearningTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void aNightIsThreeInTheMorningWhereTheTerritoryIs() {
        assertThat(NightlyLearning.lastNight(Instant.parse("2026-06-02T12:00:00Z"), PARIS))
                .isEqualTo("2026-06-02T01:00:00Z");
        assertThat(NightlyLearning.lastNight(Instant.parse("2026-06-02T00:59:00Z"), PARIS))
                .isEqualTo("2026-06-01T01:00:00Z");
        assertThat(NightlyLearning.lastNight(Instant.parse("2026-06-02T06:00:00Z"), ZoneId.of("America/New_York")))
                .isEqualTo("2026-06-01T07:00:00Z");
    }

    @Test
    void theNightsWhenClocksChangeHaveOneHourLikeAnyOther() {
        assertThat(NightlyLearning.lastNight(Instant.parse("2026-03-29T10:00:00Z"), PARIS))
                .isEqualTo("2026-03-29T01:00:00Z");
        assertThat(NightlyLearning.lastNight(Instant.parse("2026-10-25T10:00:00Z"), PARIS))
                .isEqualTo("2026-10-25T02:00:00Z");
    }
}
