package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.routing.cases.CaseView.Likely;
import org.relais.routing.cases.CaseView.WordsSay;

class WordsSayTest {

    @Test
    void offersNobodyWhomTheWordsHardlySpeakFor() {
        Likely social = likely("social", 0.08, 8);
        WordsSay said = new WordsSay(List.of(social, likely("schools", 0.004, 0)), List.of(), "1", false);

        assertThat(said.worthOffering()).containsExactly(social);
    }

    private static Likely likely(String department, double confidence, int percent) {
        return new Likely(new CaseView.Named(department, department), null, confidence, percent, 3);
    }
}
