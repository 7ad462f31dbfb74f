package org.relais.intake.open311;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;

class PeriodTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final Violations violations = new Violations();

    private Period period(@Nullable String start, @Nullable String end) {
        return Period.of(start, end, ZoneId.of("Europe/Paris"), NOW, violations);
    }

    @Test
    void isTheLastNinetyDaysUnlessSomethingElseIsSaid() {
        assertThat(period(null, null)).isEqualTo(new Period(Instant.parse("2026-08-27T12:00:00Z"), NOW));
        assertThat(period("2026-01-01T00:00:00Z", null).to()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(period(null, "2026-04-01T00:00:00Z").from()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void takesDaysOffsetsAndAPlusThatBecameASpace() {
        assertThat(period("2026-01-15", "2026-01-16T00:00:00 01:00"))
                .isEqualTo(new Period(Instant.parse("2026-01-14T23:00:00Z"), Instant.parse("2026-01-15T23:00:00Z")));
    }

    @Test
    void takesTimesWithoutAZoneAsTheTerritorysClocksShowThem() {
        Instant ten = Instant.parse("2026-01-15T09:00:00Z");

        assertThat(period("2026-01-15T10:00:00", null).from()).isEqualTo(ten);
        assertThat(period("2026-01-15 10:00:00", null).from()).isEqualTo(ten);
        assertThat(period("2026-01-15T10:00", null).from()).isEqualTo(ten);
        assertThat(period("2026-01-15 09:00:00Z", null).from()).isEqualTo(ten);
        assertThat(period("2026-01-15T04:00:00-05:00", null).from()).isEqualTo(ten);
        assertThat(period("2026-01-15T10:00:00+0100", null).from()).isEqualTo(ten);
        assertThat(period("2026-01-15 10:00:00 01:00", null).from()).isEqualTo(ten);
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void takesTheLastDayWhole() {
        assertThat(period(null, "2026-01-15").to()).isEqualTo("2026-01-15T23:00:00Z");
        assertThat(period("2026-01-15", "2026-01-15"))
                .isEqualTo(new Period(Instant.parse("2026-01-14T23:00:00Z"), Instant.parse("2026-01-15T23:00:00Z")));
        assertThat(period("2026-01-01", "2026-04-01").from())
                .as("ninety days apart, as clients count")
                .isEqualTo("2025-12-31T23:00:00Z");
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void refusesWhatIsNoTimeTooLongOrBackwards() {
        period("hier", null);
        period("2026-01-15T25:00:00", null);
        period("2026-02-30", null);
        period("2026-01-01", "2026-04-02");
        period("2026-02-01", "2026-01-01");

        assertThat(violations.all())
                .extracting(Violation::code)
                .containsExactly(
                        "not_a_datetime",
                        "not_a_datetime",
                        "not_a_datetime",
                        "period_too_long",
                        "ends_before_it_starts");
    }
}
