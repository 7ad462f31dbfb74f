package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final Suggestion SUGGESTION = new Suggestion(
            List.of(
                    new Suggestion.Candidate("voirie", "pothole", 0.93, 12),
                    new Suggestion.Candidate("sports", "", 0.04, 1)),
            List.of("trou", "chaussée"),
            "0123456789ab",
            false);

    @Test
    void isReadBackFromADecisionsFacts() {
        assertThat(Suggestion.in(SUGGESTION.facts())).contains(SUGGESTION);
        Suggestion bare =
                new Suggestion(List.of(new Suggestion.Candidate("voirie", "", 0, 0)), List.of(), "0123456789ab", true);
        assertThat(Suggestion.in(bare.facts())).contains(bare);
    }

    @Test
    void isNotThereWhereNobodyAskedTheWords() {
        assertThat(Suggestion.in(Map.of("service", "pothole"))).isEmpty();
    }
}
