package org.relais.routing.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Status;

/** What a case can be and go through has words in each language. */
class DeskTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyStateOutcomeAndEventHasWords(String language) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "messages.desk",
                language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));

        Stream<String> keys = Stream.of(
                        Arrays.stream(Status.values()).map(status -> "case.status." + status.word()),
                        Arrays.stream(Outcome.values()).map(outcome -> "case.outcome." + outcome.word()),
                        Arrays.stream(CaseEvent.class.getPermittedSubclasses())
                                .map(event -> "case.event." + event.getSimpleName()))
                .flatMap(key -> key);

        assertThat(keys).allSatisfy(key -> assertThat(texts.getString(key)).isNotBlank());
    }
}
