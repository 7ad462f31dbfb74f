package org.relais.intake.open311;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relais.intake.filing.Answer;
import org.relais.intake.validation.Violation;
import org.relais.intake.validation.Violations;

class FormTest {

    private static Form form(String name, String... values) {
        return new Form(Map.of(name, values));
    }

    @Test
    void countsAnEmptyParameterAsAbsent() {
        assertThat(form("description", "").text("description")).isNull();
        assertThat(form("description", "  ", "x").text("description")).isEqualTo("x");
    }

    @Test
    void readsAttributesOfOneAndOfSeveralValues() {
        assertThat(form("attribute[depth]", "deep").answers()).containsExactly(new Answer("depth", List.of("deep")));
        assertThat(form("attribute[tools][]", "a", "b").answers())
                .containsExactly(new Answer("tools", List.of("a", "b")));
        assertThat(form("attribute[]", "x").answers()).isEmpty();
    }

    @Test
    void splitsListsAtCommas() {
        assertThat(form("status", "open, closed,").list("status")).containsExactly("open", "closed");
    }

    @Test
    void readsAListHoweverItsNameIsWritten() {
        Form numbered = new Form(Map.of("media_url[0]", new String[] {"a"}, "media_url[1]", new String[] {"b"}));

        assertThat(numbered.all("media_url")).containsExactly("a", "b");
        assertThat(form("status[]", "open", "closed").list("status")).containsExactly("open", "closed");
        assertThat(form("attribute[status]", "x").all("attribute")).isEmpty();
    }

    @Test
    void hasOneDigestForTheSameWordsWhateverTheKey() {
        Form first = new Form(Map.of("description", new String[] {"x"}, "api_key", new String[] {"one"}));
        Form second = new Form(Map.of("description", new String[] {"x"}, "api_key", new String[] {"two"}));

        assertThat(first.digest(List.of())).isEqualTo(second.digest(List.of()));
        assertThat(first.digest(List.of())).isNotEqualTo(first.digest(List.of("picture")));
        assertThat(form("a", "bc").digest(List.of()))
                .isNotEqualTo(form("ab", "c").digest(List.of()));
    }

    @Test
    void namesWhatCannotBeKept() {
        Violations violations = new Violations();

        form("description", "a\u0000b").checkCharacters(violations);
        form("lat", "NaN").decimal("lat", "/location/latitude", violations);
        form("page", "0").number("page", 1, 10, violations);

        assertThat(violations.all())
                .extracting(Violation::pointer)
                .containsExactly("/description", "/location/latitude", "/page");
    }
}
