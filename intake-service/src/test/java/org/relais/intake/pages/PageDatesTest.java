package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PageDatesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final PageDates french = new PageDates(PARIS, Locale.FRENCH);
    private final PageDates english = new PageDates(PARIS, Locale.ENGLISH);

    @Test
    void saysADayInWords() {
        assertThat(french.day(Instant.parse("2026-11-25T10:00:00Z"))).isEqualTo("mercredi 25 novembre 2026");
        assertThat(french.day(Instant.parse("2026-12-01T10:00:00Z"))).isEqualTo("mardi 1er décembre 2026");
        assertThat(english.day(Instant.parse("2026-12-01T10:00:00Z"))).isEqualTo("Tuesday 1 December 2026");
    }

    @Test
    void goesByTheTerritorysClocks() {
        assertThat(french.moment(Instant.parse("2026-11-30T23:05:00Z")))
                .isEqualTo("1er décembre 2026 à 0\u00a0h\u00a005");
        assertThat(english.moment(Instant.parse("2026-07-01T07:05:00Z"))).isEqualTo("1 July 2026 at 09:05");
    }
}
