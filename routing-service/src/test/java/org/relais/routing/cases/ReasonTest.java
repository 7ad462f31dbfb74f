package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonTest {

    private static final List<String> IN_ENGLISH_FIRST = List.of("en", "fr");

    @Test
    void isGivenInTheReadersLanguageElseInTheTerritorysOwn() {
        Reason reason = reason(Map.of("fr", "Une règle", "en", "A rule"));

        assertThat(reason.in(Locale.FRENCH, IN_ENGLISH_FIRST)).isEqualTo("Une règle");
        assertThat(reason.in(Locale.GERMAN, IN_ENGLISH_FIRST)).isEqualTo("A rule");
        assertThat(reason.in(Locale.GERMAN, List.of("fr"))).isEqualTo("Une règle");
    }

    @Test
    void isGivenInWhicheverLanguageThereIsBeforeItIsACode() {
        assertThat(reason(Map.of("fr", "Une règle")).in(Locale.GERMAN, List.of("en")))
                .isEqualTo("Une règle");
        assertThat(reason(Map.of()).in(Locale.GERMAN, List.of("en"))).isEqualTo("rule_matched");
    }

    private static Reason reason(Map<String, String> text) {
        return new Reason("r1", 1, "rule_matched", text, Map.of(), List.of());
    }
}
