package org.relais.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CharactersTest {

    @Test
    void makesTheSameOfWhatLooksTheSame() {
        Violations violations = new Violations();

        assertThat(Characters.clean("cafetie\u0300re\n\t\uD83D\uDEB2", "/description", violations))
                .isEqualTo("cafeti\u00e8re\n\t\uD83D\uDEB2");
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void reportsWhatCannotBeKept() {
        for (String text : List.of("a\u0000", "\u0008b", "half\uD800", "\uDC00half")) {
            Violations violations = new Violations();

            Characters.clean(text, "/description", violations);

            assertThat(violations.all())
                    .containsExactly(new Violation("/description", "unusable_character", List.of()));
        }
    }

    @Test
    void leavesOutWhatNobodyTypes() {
        assertThat(Characters.typed("\u0000caf\u00e9\u0008 \u007F\u0085a\tb\r\n\uD800\uD83D\uDEB2\uDC00"))
                .isEqualTo("caf\u00e9 a\tb\r\n\uD83D\uDEB2");
    }

    @Test
    void marksWhatXmlCannotSay() {
        assertThat(Characters.inXml("a\u0001b\uFFFEc\uFFFFd\uD800e\n\uD83D\uDEB2"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\n\uD83D\uDEB2");
    }
}
