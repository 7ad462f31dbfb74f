package org.relais.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.folder.DemoTerritory;

class RuleTest {

    private static final Rule BENCH = rule("bench", "roads", Set.of("bench", "bin"), Set.of("bois"), 5);

    @Test
    void aRuleKeepsItsFingerprintWhateverItsIdAndDaysAndLosesItWhereItTakesOrGivesOthers() {
        assertThat(rule("other", "roads", Set.of("bin", "bench"), Set.of("bois"), 9)
                        .fingerprint())
                .isEqualTo(BENCH.fingerprint());
        assertThat(rule("bench", "parks", Set.of("bench", "bin"), Set.of("bois"), 5)
                        .fingerprint())
                .isNotEqualTo(BENCH.fingerprint());
        assertThat(rule("bench", "roads", Set.of("bench"), Set.of("bois"), 5).fingerprint())
                .isNotEqualTo(BENCH.fingerprint());
        assertThat(rule("bench", "roads", Set.of("bench", "bin"), Set.of(), 5).fingerprint())
                .isNotEqualTo(BENCH.fingerprint());
    }

    @Test
    void noTwoRulesOfATableHaveTheSameFingerprint() {
        assertThat(DemoTerritory.territory().rules())
                .extracting(Rule::fingerprint)
                .doesNotHaveDuplicates();
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
