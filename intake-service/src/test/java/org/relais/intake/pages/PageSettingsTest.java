package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageSettingsTest {

    @Test
    void aPhoneNumberAloneIsHeardByOnlyWhereTextsLeave() {
        PageSettings withTexts = new PageSettings(null, List.of(), null, null, null, true);
        PageSettings without = new PageSettings(null, List.of(), null, null, null, false);

        assertThat(withTexts.canTell(" ", "06 12 34 56 78")).isTrue();
        assertThat(without.canTell(" ", "06 12 34 56 78")).isFalse();
        assertThat(without.canTell("ada@canari.example", null)).isTrue();
        assertThat(withTexts.canTell(null, "")).isFalse();
    }
}
