package org.relais.bench.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A city's names become codes that a territory folder takes, whatever they are. */
class CodesTest {

    private static final String FORM = "[a-z][a-z0-9-]{1,39}";

    @Test
    void everyNameGetsACodeOfTheFormThatFoldersWant() {
        var names = List.of("DOF", "311 Call Center", "X", "7", "Œuvres & Voirie", "警察", "–", "a".repeat(90));

        var codes = Codes.of(names);

        assertThat(names).allSatisfy(name -> assertThat(codes.of(name)).matches(FORM));
        assertThat(names.stream().map(codes::of)).doesNotHaveDuplicates();
    }

    @Test
    void namesThatDifferOnlyFarBehindKeepCodesOfTheirOwn() {
        var shared = "Department of Transportation and Public Works, ";

        var codes = Codes.of(List.of(shared + "North", shared + "South", shared + "West"));

        assertThat(List.of(codes.of(shared + "North"), codes.of(shared + "South"), codes.of(shared + "West")))
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches(FORM));
    }

    @Test
    void oneNameWrittenInTwoWaysIsOne() {
        var codes = Codes.of(List.of("Street Light - Out", "STREET LIGHT (OUT)"));

        assertThat(codes.of("Street Light - Out")).isEqualTo(codes.of("STREET LIGHT (OUT)"));
    }

    @Test
    void noNameIsNoCode() {
        var codes = Codes.of(List.of("Roads"));

        assertThat(codes.of("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> codes.of("Parks")).withMessageContaining("Parks");
    }
}
