package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a case tells who was right to have it, and how somebody changed that. */
class ProofTest {

    private static final Words WORDS = Words.of("Voyez");

    @Test
    void whoeverTakesACaseUpLetsTheDecisionStand() {
        Case routed = ACase.routedTo("voirie");

        assertThat(proof(routed, new CaseCommand.Acknowledge(ACase.from("voirie"), WORDS)))
                .contains(Proof.TAKEN_UP);
        assertThat(proof(routed, new CaseCommand.ReportProgress(ACase.from("voirie"), WORDS)))
                .contains(Proof.TAKEN_UP);
        assertThat(correction(routed, new CaseCommand.Acknowledge(ACase.from("voirie"), WORDS)))
                .isEmpty();
    }

    @Test
    void whoeverGivesACaseItsOutcomeWasRightToHaveItUnlessItIsNobodysHere() {
        Case routed = ACase.routedTo("voirie");
        Resolution notOurs = new Resolution(Outcome.NOT_OURS, WORDS, null, Words.of("La région"));

        assertThat(proof(routed, new CaseCommand.Resolve(ACase.from("voirie"), ACase.FIXED)))
                .contains(Proof.GIVEN);
        assertThat(proof(routed, new CaseCommand.Resolve(ACase.from("voirie"), notOurs)))
                .contains(Proof.OPEN);
    }

    @Test
    void anOutcomeThatTriageGivesProvesNobodyRight() {
        assertThat(proof(ACase.inTriage(), ACase.endedInTriage())).isEmpty();
    }

    @Test
    void whomAPersonNamesIsRight() {
        CaseCommand assigned = new CaseCommand.Assign("voirie", Words.NONE, ACase.EXPECTED);
        CaseCommand transferred = new CaseCommand.Transfer(ACase.from("voirie"), "eclairage", WORDS);
        CaseCommand proposed = new CaseCommand.Decline(ACase.from("voirie"), WORDS, "eclairage");

        assertThat(proof(ACase.inTriage(), assigned)).contains(Proof.GIVEN);
        assertThat(correction(ACase.inTriage(), assigned)).contains(Correction.TRIAGE);
        assertThat(proof(ACase.routedTo("voirie"), transferred)).contains(Proof.GIVEN);
        assertThat(correction(ACase.routedTo("voirie"), transferred)).contains(Correction.TRANSFERRED);
        assertThat(proof(ACase.routedTo("voirie"), proposed)).contains(Proof.GIVEN);
        assertThat(correction(ACase.routedTo("voirie"), proposed)).contains(Correction.DECLINED);
    }

    @Test
    void whomTheNextRuleNamesHasYetToReadIt() {
        CaseCommand declined = new CaseCommand.Decline(ACase.from("voirie"), WORDS, null);

        assertThat(proof(ACase.routedTo("voirie", "eclairage"), declined)).contains(Proof.OPEN);
        assertThat(proof(ACase.routedTo("voirie"), declined)).contains(Proof.OPEN);
        assertThat(correction(ACase.routedTo("voirie"), declined)).contains(Correction.DECLINED);
    }

    @Test
    void whatTheRulesDecideProvesNothingYet() {
        Reason reason = new Reason("r1", 1, "rule_matched", Map.of(), Map.of(), List.of());
        Effect.Applied routed = CaseLifecycle.route(ACase.ID, "voirie", reason, ACase.EXPECTED);

        assertThat(Proof.in(routed)).isEmpty();
        assertThat(Correction.in(routed)).isEmpty();
    }

    @Test
    void whatARequesterSaysProvesNothing() {
        assertThat(proof(ACase.resolvedBy("voirie"), new CaseCommand.Contest("e1", 0, WORDS)))
                .isEmpty();
    }

    private static Optional<Proof> proof(Case current, CaseCommand command) {
        return Proof.in(applied(current, command));
    }

    private static Optional<Correction> correction(Case current, CaseCommand command) {
        return Correction.in(applied(current, command));
    }

    private static Effect.Applied applied(Case current, CaseCommand command) {
        return switch (CaseLifecycle.decide(current, command, ACase.DEPARTMENTS)) {
            case Effect.Applied applied -> applied;
            case Effect.Refused refused -> throw new AssertionError("refused: " + refused.reason());
        };
    }
}
