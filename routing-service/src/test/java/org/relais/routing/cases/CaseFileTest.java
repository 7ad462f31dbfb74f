package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;

/** Who may look at a case as more becomes known of it. */
class CaseFileTest {

    private static final Instant AT = Instant.parse("2026-06-01T09:00:00Z");

    @Test
    void whatWasPrivateUntilDecidedIsAsTheRuleSaysThatDecides() {
        assertThat(undecided(Visibility.PRIVATE)
                        .ruled(ruling("voirie", "r1", Visibility.PUBLIC))
                        .visibility())
                .isEqualTo(Visibility.PUBLIC);
        assertThat(undecided(Visibility.PUBLIC)
                        .ruled(ruling("voirie", "r1", Visibility.PRIVATE))
                        .visibility())
                .isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void whatWasPrivateStaysSoWhereNoRuleDecides() {
        CaseFile hidden = undecided(Visibility.PRIVATE);

        assertThat(hidden.ruled(ruling(null, "", Visibility.PUBLIC)).visibility())
                .isEqualTo(Visibility.PRIVATE);
        assertThat(hidden.ruled(ruling("voirie", "", Visibility.PUBLIC)).visibility())
                .as("by its words")
                .isEqualTo(Visibility.PRIVATE);
        assertThat(hidden.undecided(Visibility.PUBLIC).visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    void whatTriageSaysItIsAboutMayHideIt() {
        assertThat(undecided(Visibility.PUBLIC).undecided(Visibility.PRIVATE).visibility())
                .isEqualTo(Visibility.PRIVATE);
        assertThat(undecided(Visibility.PUBLIC).undecided(Visibility.PUBLIC).visibility())
                .isEqualTo(Visibility.PUBLIC);
    }

    @Test
    void theNextRuleMayHideWhatADepartmentDeclinedAndNeitherOpensNorSlowsIt() {
        CaseFile shown = undecided(Visibility.PUBLIC).handedOn(Priority.HIGH, Visibility.PRIVATE);

        assertThat(shown.visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(shown.priority()).isEqualTo(Priority.HIGH);
        assertThat(shown.handedOn(Priority.NORMAL, Visibility.PUBLIC)).isEqualTo(shown);
    }

    private static CaseCommand.Ruling ruling(@Nullable String department, String ruleId, Visibility visibility) {
        return new CaseCommand.Ruling(
                department, reason(ruleId), true, ACase.EXPECTED, Priority.NORMAL, visibility, null);
    }

    private static CaseFile undecided(Visibility visibility) {
        FiledRequest request = ACase.filed("", AT);
        return CaseFile.opened(
                request, CaseLifecycle.defer(ACase.ID, reason("")), reason(""), Priority.NORMAL, visibility, null, AT);
    }

    private static Reason reason(String ruleId) {
        return new Reason(ruleId, 1, "any", Map.of(), Map.of(), List.of());
    }
}
