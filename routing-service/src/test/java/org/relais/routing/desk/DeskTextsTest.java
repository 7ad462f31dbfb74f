package org.relais.routing.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.platform.problem.Problems;
import org.relais.routing.cases.CaseEvent;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Status;
import org.relais.routing.drafts.Drafting;
import org.springframework.http.HttpStatus;

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

    /** Wherever a refusal is said, in a page or in an answer, it is said in the reader's language. */
    @Test
    void everyRefusalHasWordsInEachLanguage() {
        Problems problems = Problems.fromClassPath();
        List<String> codes = Stream.concat(
                        Arrays.stream(Drafting.Refusal.values()).map(Drafting.Refusal::code),
                        Arrays.stream(RefusalReason.values()).map(RefusalReason::code))
                .toList();

        assertThat(codes).hasSizeGreaterThan(40).allSatisfy(code -> {
            String english = detail(problems, Locale.ENGLISH, code);
            assertThat(english).isNotBlank();
            assertThat(detail(problems, Locale.FRENCH, code)).isNotBlank().isNotEqualTo(english);
        });
    }

    private static @Nullable String detail(Problems problems, Locale language, String code) {
        return problems.problem(language, HttpStatus.CONFLICT, code).body().getDetail();
    }
}
