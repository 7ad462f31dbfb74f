package org.relais.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** The texts of problems. */
class ProblemMessagesTest {

    @Test
    void saysInEnglishWhatItSaysInFrench() throws IOException {
        var french = load("messages/problem.properties");
        var english = load("messages/problem_en.properties");

        assertThat(french).isNotEmpty();
        assertThat(english.keySet()).isEqualTo(french.keySet());
    }

    @Test
    void writesNoApostropheThatTheFormatWouldSwallow() throws IOException {
        assertThat(load("messages/problem.properties").values())
                .noneMatch(text -> text.toString().contains("'"));
        assertThat(load("messages/problem_en.properties").values())
                .noneMatch(text -> text.toString().contains("'"));
    }

    @Test
    void findsTheTextsThatAServiceAdds() {
        // Given
        var problems = Problems.fromClassPath();

        // When
        var french = problems.problem(Locale.FRENCH, HttpStatus.CONFLICT, "sample_changed", 3)
                .body();
        var english = problems.problem(Locale.ENGLISH, HttpStatus.CONFLICT, "sample_changed", 3)
                .body();

        // Then
        assertThat(french.getDetail()).isEqualTo("L’exemple en est à la version 3.");
        assertThat(english.getDetail()).isEqualTo("The sample is at version 3 now.");
        assertThat(french.getTitle())
                .as("the status' own title where the code has none")
                .isEqualTo("Conflit");
    }

    private static Properties load(String file) throws IOException {
        var properties = new Properties();
        try (var in = ProblemMessagesTest.class.getClassLoader().getResourceAsStream(file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
