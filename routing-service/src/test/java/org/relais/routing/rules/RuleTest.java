package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.folder.DemoTerritory;

class RuleTest {

    private static final Rule BENCH = rule("bench", "roads", Set.of("bench", "bin"), Set.of("bois"), 5);

    @Test
    void aRowIsTheSameWhateverItsIdAndDaysAndAnotherWhereItTakesOrGivesOthers() {
        assertThat(rule("other", "roads", Set.of("bin", "bench"), Set.of("bois"), 9)
                        .row())
                .isEqualTo(BENCH.row());
        assertThat(rule("bench", "parks", Set.of("bench", "bin"), Set.of("bois"), 5)
                        .row())
                .isNotEqualTo(BENCH.row());
        assertThat(rule("bench", "roads", Set.of("bench"), Set.of("bois"), 5).row())
                .isNotEqualTo(BENCH.row());
        assertThat(rule("bench", "roads", Set.of("bench", "bin"), Set.of(), 5).row())
                .isNotEqualTo(BENCH.row());
    }

    @Test
    void noTwoRulesOfATableHaveTheSameRow() {
        assertThat(DemoTerritory.territory().rules()).extracting(Rule::row).doesNotHaveDuplicates();
    }

    private static Rule rule(String id, String department, Set<String> services, Set<String> words, int workingDays) {
        return new Rule(
                id,
                services,
                Set.of(),
                Set.of(),
                Map.of(),
                words,
                new TimeWindow.Always(),
                department,
                workingDays,
                Priority.NORMAL,
                Map.of());
    }
}
