package org.relais.routing.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.learning.Misroutes.Group;
import org.relais.routing.learning.Misroutes.Rate;
import org.relais.routing.learning.Misroutes.Suggestion;

class MisroutesTest {

    @Test
    void aRuleThatIsMostlyWrongSuggestsWhereItsRequestsEndUp() {
        List<Rate> rates = Misroutes.of(List.of(stood("a1", 2), wrong("a1", "parks", 3), wrong("a2", "parks", 2)));

        assertThat(rates)
                .containsExactly(new Rate("r1", "bench", "roads", 7, 5, 5.0 / 7, new Suggestion(null, "parks", 7, 5)));
    }

    @Test
    void aRuleThatIsWrongInOneAreaSuggestsAChangeThereOnly() {
        List<Rate> rates = Misroutes.of(List.of(stood("a1", 20), wrong("a2", "parks", 5), stood("a2", 1)));

        assertThat(rates).singleElement().extracting(Rate::suggestion).isEqualTo(new Suggestion("a2", "parks", 6, 5));
    }

    @Test
    void fewMistakesOrScatteredOnesSuggestNothing() {
        assertThat(Misroutes.of(List.of(wrong("a1", "parks", 4))))
                .singleElement()
                .extracting(Rate::suggestion)
                .isNull();
        assertThat(Misroutes.of(List.of(wrong("a1", "parks", 2), wrong("a1", "water", 2), wrong("a1", "trees", 2))))
                .singleElement()
                .extracting(Rate::suggestion)
                .isNull();
    }

    @Test
    void aDecisionThatCameBackToItsDepartmentIsNoSuggestion() {
        assertThat(Misroutes.of(List.of(wrong("a1", "roads", 9))))
                .singleElement()
                .extracting(Rate::suggestion)
                .isNull();
    }

    @Test
    void whatWordsDecidedHasALineAndNoSuggestion() {
        List<Rate> rates = Misroutes.of(List.of(new Group("", "bench", null, "roads", "parks", true, 9)));

        assertThat(rates).containsExactly(new Rate("", "bench", "roads", 9, 9, 1, null));
    }

    private static Group stood(@Nullable String area, long count) {
        return new Group("r1", "bench", area, "roads", null, false, count);
    }

    private static Group wrong(@Nullable String area, String correctedTo, long count) {
        return new Group("r1", "bench", area, "roads", correctedTo, true, count);
    }
}
