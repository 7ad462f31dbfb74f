package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void capitalsAndAccentsDoNotCount() {
        assertThat(Words.of("L'ÉCOLE de Œuilly, n°12 – cœur"))
                .containsExactly("l", "ecole", "de", "oeuilly", "n", "12", "coeur");
    }

    @Property
    void anyTextIsSplitAsItsLettersAndDigitsSay(@ForAll String text) {
        assertThat(List.copyOf(Words.of(text))).isEqualTo(split(text));
    }

    private static List<String> split(String text) {
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replace("œ", "oe")
                .replace("æ", "ae");
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
