package org.relais.intake.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    @ParameterizedTest
    @ValueSource(strings = {"Oui", "OUI 👍", "Oui, c'est réparé, merci", "yes thank you", "Yes it works now"})
    void hearsThatTheOutcomeIsRight(String text) {
        assertThat(Verdict.in(text)).contains(Verdict.RIGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non",
                "non !",
                "Non 😡 le trou est là",
                "Non… le trou est là",
                "Non... le trou est là",
                "Non… 3 lampadaires restent éteints",
                "ＮＯＮ !",
                "Non, le trou est toujours là",
                "Non. Le trou est toujours là",
                "Non\nLe trou est toujours là",
                "Non c'est toujours cassé",
                "Non ce n’est pas réparé",
                "Non toujours pas",
                "Non réparé, merci",
                "No, it is still broken",
                "No it is still broken",
                "No still broken"
            })
    void hearsThatTheOutcomeIsWrong(String text) {
        assertThat(Verdict.in(text)).contains(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Non merci",
                "Oui mais un autre trou est apparu",
                "Nonante pavés manquent",
                "No street light at 5 High Street since Monday",
                "Merci",
                "1"
            })
    void hearsNothingOfItInAnythingElse(String text) {
        assertThat(Verdict.in(text)).isEmpty();
    }
}
