package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PageTextsTest {

    @Test
    void areThereInBothLanguages() throws IOException {
        Properties french = texts("pages.properties");
        Properties english = texts("pages_en.properties");

        assertThat(french).hasSizeGreaterThan(150);
        assertThat(english.stringPropertyNames()).isEqualTo(french.stringPropertyNames());
    }

    /** A straight apostrophe would vanish, and the argument behind it with it. */
    @Test
    void useTheApostropheThatMessageFormatLeavesAlone() throws IOException {
        assertThat(texts("pages.properties").values())
                .noneMatch(text -> text.toString().contains("'"));
        assertThat(texts("pages_en.properties").values())
                .noneMatch(text -> text.toString().contains("'"));
    }

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(PageTextsTest.class.getResourceAsStream("/messages/" + file)),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
