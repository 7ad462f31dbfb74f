package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.relais.routing.cases.ACase.DEPARTMENTS;
import static org.relais.routing.cases.ACase.FIXED;
import static org.relais.routing.cases.ACase.from;
import static org.relais.routing.cases.ACase.resolvedBy;
import static org.relais.routing.cases.ACase.routedTo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.cases.CaseCommand.Sender;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.DeadlinePolicy;

class CaseLifecycleTest {

    @Test
    void declineRoutesAtOnceToTheDepartmentProposedAndKeepsTheDate() {
        Effect.Applied effect = applied(routedTo("voirie", "proprete"), decline("voirie", "eau"));

        assertThat(types(effect)).containsExactly("ResponsibilityDeclined", "ServiceRequestRouted");
        assertThat(effect.after().department()).isEqualTo("eau");
        assertThat(effect.after().journey().expectedAt()).isEqualTo(ACase.EXPECTED);
        assertThat(effect.after().version()).isEqualTo(3);
    }

    /** Beyond the border the rules beside it are offered to the person who decides; none of them matches. */
    @Test
    void whatWasOnlyOfferedToTriageIsNoNextRule() {
        Reason offered = new Reason(
                "", 1, "outside_all_areas", Map.of(), Map.of(), List.of(new Reason.RunnerUp("pothole", "eau")));
        Reason doubted = new Reason(
                "", 1, "words_contradict", Map.of(), Map.of(), List.of(new Reason.RunnerUp("pothole", "eau")));

        assertThat(afterTriageAndDecline(offered).department()).isNull();
        assertThat(afterTriageAndDecline(doubted).department()).isEqualTo("eau");
    }

    private static Case afterTriageAndDecline(Reason deferral) {
        Case waiting = CaseLifecycle.defer(UUID.randomUUID(), deferral).after();
        Case assigned = applied(waiting, new CaseCommand.Assign("voirie", Words.NONE, null))
                .after();
        return applied(assigned, decline("voirie", null)).after();
    }

    @Test
    void whatTheRequesterSaysLaterRoutesARequestThatNobodyHadYet() {
        Effect.Applied effect = applied(ACase.inTriage(), ACase.detailsRuled("voirie", true));

        assertThat(types(effect)).containsExactly("InformationReceived", "ServiceRequestRouted");
        assertThat(effect.after().department()).isEqualTo("voirie");
        assertThat(effect.after().journey().expectedAt()).isEqualTo(ACase.EXPECTED);
        assertThat(effect.steps().getFirst().event())
                .isInstanceOfSatisfying(
                        CaseEvent.InformationReceived.class,
                        received -> assertThat(received.serviceCode()).isEqualTo("pothole"));
    }

    @Test
    void whatTheRequesterSaysLaterIsToldAsAReasonOnlyWhereItIsAnother() {
        Effect.Applied another = applied(ACase.inTriage(), ACase.detailsRuled(null, true));
        Effect.Applied theSame = applied(ACase.inTriage(), ACase.detailsRuled(null, false));

        assertThat(types(another)).containsExactly("InformationReceived", "RoutingDeferred");
        assertThat(types(theSame)).containsExactly("InformationReceived");
        assertThat(another.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
    }

    @Test
    void aRuleMayTakeARequestFromWhoHasDoneNothingAboutItAndTheDateStands() {
        Case routed = routedTo("voirie");
        CaseCommand later = ACase.detailsRuled("eau", true);

        Effect.Applied effect = applied(routed, later);
        Effect.Applied begun = applied(
                applied(routed, new CaseCommand.Acknowledge(from("voirie"), Words.NONE))
                        .after(),
                later);

        assertThat(types(effect)).containsExactly("InformationReceived", "ServiceRequestRouted");
        assertThat(effect.after().department()).isEqualTo("eau");
        assertThat(effect.after().journey().expectedAt())
                .isEqualTo(routed.journey().expectedAt());
        assertThat(effect.after().journey().hops()).isZero();
        assertThat(types(begun)).containsExactly("InformationReceived");
        assertThat(begun.after().department()).isEqualTo("voirie");
    }

    @Test
    void noRuleTakesARequestFromAPersonInTriageThatADepartmentGaveAway() {
        Case givenAway = applied(routedTo("voirie"), decline("voirie", null)).after();

        Effect.Applied effect = applied(givenAway, ACase.detailsRuled("voirie", true));

        assertThat(types(effect)).containsExactly("InformationReceived");
        assertThat(effect.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
    }

    @Test
    void declineThatProposesNobodyKnownGoesToTheNextOfTheRules() {
        Effect.Applied effect =
                applied(routedTo("voirie", "voirie", "proprete"), decline("voirie", "Mme Durand 06 12 34 56 78"));

        assertThat(effect.after().department()).isEqualTo("proprete");
        assertThat(effect.steps().getFirst().event())
                .as("what names no department is told to nobody")
                .isInstanceOfSatisfying(
                        CaseEvent.ResponsibilityDeclined.class,
                        declined -> assertThat(declined.proposedDepartment()).isNull());
    }

    @Test
    void declineGoesToTheNextOfTheRulesAsTheyWereAskedLast() {
        Reason again =
                new Reason("r1", 1, "rule_matched", Map.of(), Map.of(), List.of(new Reason.RunnerUp("r-eau", "eau")));
        CaseCommand saysWhat = new CaseCommand.AddDetails(
                        "e1", null, Words.of("1"), List.of(), List.of(), "pothole", null, null)
                .with(new CaseCommand.Ruling(
                        "voirie", again, true, ACase.EXPECTED, Priority.NORMAL, Visibility.PUBLIC, null));
        Case routed = ACase.after(ACase.inTriage(), saysWhat);

        Effect.Applied effect = applied(routed, decline("voirie", null));

        assertThat(effect.after().department()).isEqualTo("eau");
        assertThat(effect.steps().getLast().event())
                .isInstanceOfSatisfying(
                        CaseEvent.ServiceRequestRouted.class,
                        next -> assertThat(next.reason().ruleId()).isEqualTo("r-eau"));
    }

    @Test
    void declineWithNobodyLeftGoesToTriage() {
        Effect.Applied effect = applied(routedTo("voirie"), decline("voirie", null));

        assertThat(effect.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
        assertThat(effect.steps().getLast().event())
                .isInstanceOfSatisfying(
                        CaseEvent.RoutingDeferred.class,
                        deferred -> assertThat(deferred.reason().code()).isEqualTo("nobody_left"));
    }

    @Test
    void neverGoesBackToOneThatDeclined() {
        Case second = applied(routedTo("voirie"), decline("voirie", "eau")).after();

        Effect.Applied effect = applied(second, decline("eau", "voirie"));

        assertThat(effect.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
    }

    @Test
    void afterThreeHopsAPersonDecides() {
        Case third = ACase.after(
                routedTo("voirie"),
                decline("voirie", "eau"),
                new CaseCommand.Transfer(from("eau"), "proprete", Words.of("raison")),
                decline("proprete", "eclairage"));

        Effect.Applied effect = applied(third, decline("eclairage", "espaces-verts"));

        assertThat(effect.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
        assertThat(refused(third, new CaseCommand.Transfer(from("eclairage"), "espaces-verts", Words.of("raison"))))
                .isEqualTo(RefusalReason.TOO_MANY_HOPS);
    }

    @Test
    void aMergedCaseStandsWhereTheOtherStandsAndTakesNoCommandUntilItsRequesterContests() {
        Case other = ACase.anotherHeldBy("voirie");
        Case merged = ACase.after(routedTo("voirie"), merge("voirie", other));
        Case contested = merged.after(new CaseEvent.CaseResolved("voirie", ACase.FIXED))
                .after(new CaseEvent.CaseContested("voirie", "e", Words.of("non")));

        assertThat(merged.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(merged.mergedInto()).isEqualTo(other.caseId());
        assertThat(refused(merged, new CaseCommand.Resolve(from("voirie"), ACase.FIXED)))
                .isEqualTo(RefusalReason.CASE_MERGED);
        assertThat(contested.mergedInto()).isNull();
        assertThat(ACase.after(contested, new CaseCommand.Acknowledge(from("voirie"), Words.NONE))
                        .status())
                .isEqualTo(Status.REOPENED);
    }

    @Test
    void aMergedCaseTakesOverNothingThatConcernsTheOthersRequesterAlone() {
        Case asked = ACase.after(
                ACase.anotherHeldBy("voirie"),
                new CaseCommand.Ask(from("voirie"), new Question(ACase.QUESTION, Words.of("Où ?"))));

        assertThat(ACase.after(routedTo("voirie"), merge("voirie", asked)).status())
                .isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void aMergedCaseHasTheDateOfTheOneThatItFollows() {
        Instant later = ACase.EXPECTED.plusSeconds(86_400);
        CaseEvent set = new CaseEvent.DeadlineSet("voirie", later);
        Case leader = ACase.anotherHeldBy("voirie").after(set);

        Effect.Applied merged = applied(routedTo("voirie"), merge("voirie", leader));

        assertThat(merged.steps()).extracting(Effect.Step::event).last().isEqualTo(set);
        assertThat(merged.after().journey().expectedAt()).isEqualTo(later);
        assertThat(types(applied(routedTo("voirie"), merge("voirie", ACase.anotherHeldBy("voirie")))))
                .as("it is the same already")
                .containsExactly("CasesMerged");
    }

    @Test
    void whoFollowsIsToldOfTheDateButNobodyIsCalledTwice() {
        Case leader = ACase.anotherHeldBy("voirie");
        Case follower = ACase.after(routedTo("voirie"), merge("voirie", leader));
        CaseEvent set = new CaseEvent.DeadlineSet("voirie", ACase.EXPECTED.plusSeconds(86_400));
        CaseEvent missed = new CaseEvent.DeadlineMissed("voirie", ACase.EXPECTED);

        assertThat(followed(leader, follower, set)).containsExactly(set);
        assertThat(followed(
                        leader,
                        follower,
                        missed,
                        new CaseEvent.CaseEscalated("voirie", 1, DeadlinePolicy.Level.LEAD),
                        new CaseEvent.DeadlineNear("voirie", ACase.EXPECTED)))
                .containsExactly(missed);
    }

    @Test
    void whoHasAnOutcomeIsToldOfNoDateUntilItIsLookedAtAgain() {
        Case leader = ACase.anotherHeldBy("voirie");
        CaseEvent resolved = new CaseEvent.CaseResolved("voirie", FIXED);
        Case follower = ACase.after(routedTo("voirie"), merge("voirie", leader)).after(resolved);
        CaseEvent set = new CaseEvent.DeadlineSet("voirie", ACase.EXPECTED.plusSeconds(86_400));
        CaseEvent reopened = new CaseEvent.CaseReopened("voirie", Words.NONE);
        Case contested = leader.after(resolved).after(new CaseEvent.CaseContested("voirie", "e", Words.of("non")));

        assertThat(followed(contested, follower, set)).isEmpty();
        assertThat(followed(contested, follower, new CaseEvent.DeadlineMissed("voirie", ACase.EXPECTED)))
                .isEmpty();
        assertThat(followed(contested.after(set), follower, reopened)).containsExactly(reopened, set);
    }

    /** The date of who is asked stands still, whatever the hour: it is none to expect an answer by. */
    @Test
    void whileTheOthersRequesterIsAskedTheDateStaysAsItWas() {
        CaseEvent set = new CaseEvent.DeadlineSet("voirie", ACase.EXPECTED.plusSeconds(86_400));
        Case asked = ACase.after(
                ACase.anotherHeldBy("voirie").after(set),
                new CaseCommand.Ask(from("voirie"), new Question(ACase.QUESTION, Words.of("Où ?"))));

        assertThat(types(applied(routedTo("voirie"), merge("voirie", asked)))).containsExactly("CasesMerged");
    }

    private static List<CaseEvent> followed(Case leader, Case follower, CaseEvent... events) {
        return CaseLifecycle.followed(
                CaseLifecycle.applied(leader, List.of(events)).steps(), follower);
    }

    @Test
    void aCaseIsMergedIntoAnotherOpenOneOfItsDepartmentOnly() {
        Case own = routedTo("voirie");
        Case other = ACase.anotherHeldBy("voirie");
        Case resolved = ACase.after(other, new CaseCommand.Resolve(from("voirie"), ACase.FIXED));
        Case following = new Case(
                other.caseId(), other.requestId(), other.version(), other.state(), other.journey(), ACase.QUESTION);

        assertThat(refused(own, merge("voirie", own))).isEqualTo(RefusalReason.MERGE_TARGET_UNKNOWN);
        assertThat(refused(own, new CaseCommand.Merge(from("voirie"), ACase.QUESTION, null)))
                .isEqualTo(RefusalReason.MERGE_TARGET_UNKNOWN);
        assertThat(refused(own, merge("voirie", ACase.anotherHeldBy("eau"))))
                .isEqualTo(RefusalReason.MERGE_TARGET_UNKNOWN);
        assertThat(refused(own, merge("voirie", resolved))).isEqualTo(RefusalReason.MERGE_TARGET_NOT_OPEN);
        assertThat(refused(own, merge("voirie", following))).isEqualTo(RefusalReason.MERGE_TARGET_NOT_OPEN);
    }

    @Test
    void aSplitRequestStandsWhereItsPartsStandAlikeAndEndsWithTheLastOfThem() {
        Case split = ACase.split();
        Case half = ACase.after(split, ACase.part(ACase.PART, Outcome.FIXED), ACase.part(ACase.OTHER_PART, null));
        List<CaseEvent> last = CaseLifecycle.ofTheWhole(
                half,
                List.of(ACase.part(ACase.PART, Outcome.FIXED), ACase.part(ACase.OTHER_PART, Outcome.PLANNED)),
                List.of());

        assertThat(split.status()).isEqualTo(Status.ROUTED);
        assertThat(split.department()).isNull();
        assertThat(half.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(last).extracting(CaseEvent::type).containsExactly("CaseResolved", "PartsChanged");
        assertThat(last.getFirst()).isInstanceOfSatisfying(CaseEvent.CaseResolved.class, resolved -> {
            assertThat(resolved.resolution().settled())
                    .as("the least of the outcomes")
                    .isEqualTo(Outcome.PLANNED);
            assertThat(resolved.resolution().message().text()).contains("Faire", "Fait.");
        });
        assertThat(ACase.everyPartResolved().status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void whoContestsASplitRequestContestsAllOfIt() {
        Case ended = ACase.everyPartResolved();

        Case contested = applied(ended, contest(0)).after();

        assertThat(contested.status()).isEqualTo(Status.CONTESTED);
        assertThat(refused(ended, contest(2))).isEqualTo(RefusalReason.STALE_VERSION);
        assertThat(refused(contested, new CaseCommand.Confirm(0))).isEqualTo(RefusalReason.NOT_RESOLVED);
        assertThat(applied(ended, new CaseCommand.Confirm(0)).after().status()).isEqualTo(Status.CONFIRMED);
    }

    @Test
    void aPartIsACaseOfItsOwnThatKeepsTheHopsOfTheWhole() {
        Case handedOn = ACase.after(routedTo("eau"), decline("eau", "proprete"), decline("proprete", "voirie"));
        Effect.Applied split = applied(handedOn, ACase.splitBy("voirie"));
        CaseEvent.CaseSplit event =
                (CaseEvent.CaseSplit) split.steps().getLast().event();

        Case part = CaseLifecycle.open(split.after(), event.parts().getFirst(), event)
                .after();
        Case declined = applied(part, decline("eclairage", "eau")).after();

        assertThat(part.department()).isEqualTo("eclairage");
        assertThat(part.isPart()).isTrue();
        assertThat(part.journey().expectedAt()).isEqualTo(ACase.EXPECTED);
        assertThat(declined.department())
                .as("who declined the whole may have a part")
                .isEqualTo("eau");
        assertThat(refused(declined, new CaseCommand.Transfer(from("eau"), "proprete", Words.of("raison"))))
                .isEqualTo(RefusalReason.TOO_MANY_HOPS);
        assertThat(refused(part, ACase.splitBy("eclairage"))).isEqualTo(RefusalReason.CASE_IS_PART);
        assertThat(refused(part, merge("eclairage", ACase.anotherHeldBy("eclairage"))))
                .isEqualTo(RefusalReason.CASE_IS_PART);
    }

    @Test
    void whatCannotBeSplitIsSaid() {
        Case current = routedTo("voirie");
        Case asked = ACase.after(
                current, new CaseCommand.Ask(from("voirie"), new Question(ACase.QUESTION, Words.of("Où ?"))));
        CaseCommand.NewPart part = new CaseCommand.NewPart(ACase.PART, "voirie", Words.of("Dégager"));

        assertThat(refused(current, split(part))).isEqualTo(RefusalReason.PARTS_OUT_OF_RANGE);
        assertThat(refused(current, split(part, part, part, part, part, part)))
                .isEqualTo(RefusalReason.PARTS_OUT_OF_RANGE);
        assertThat(refused(current, split(part, new CaseCommand.NewPart(ACase.PART, "voirie", Words.NONE))))
                .isEqualTo(RefusalReason.WORK_MISSING);
        assertThat(refused(current, split(part, new CaseCommand.NewPart(ACase.PART, "atlantis", Words.of("m")))))
                .isEqualTo(RefusalReason.PART_DEPARTMENT_UNKNOWN);
        assertThat(refused(asked, split(part, part))).isEqualTo(RefusalReason.QUESTION_ALREADY_OPEN);
        assertThat(refused(ACase.split(), split(part, part))).isEqualTo(RefusalReason.CASE_NOT_FOUND);
    }

    @Test
    void whatWaitsInTriageIsSplitAndEachPartHasItsDepartmentsDateTheLatestOfWhichIsSaid() {
        Effect.Applied split = applied(ACase.inTriage(), ACase.splitInTriage());

        assertThat(types(split)).containsExactly("CaseSplit", "DeadlineSet");
        assertThat(split.after().state()).isInstanceOfSatisfying(CaseState.PartsOpen.class, open -> {
            assertThat(open.status()).isEqualTo(Status.ROUTED);
            assertThat(open.parts())
                    .extracting(Part::department, Part::expectedAt)
                    .containsExactly(
                            tuple("eclairage", ACase.EXPECTED), tuple("voirie", ACase.EXPECTED.minusSeconds(86_400)));
        });
        assertThat(split.after().journey().expectedAt()).isEqualTo(ACase.EXPECTED);
    }

    @Test
    void aDateThatWasPromisedBeforeTriageSplitsIsKept() {
        Case declined = applied(routedTo("voirie"), new CaseCommand.Decline(from("voirie"), Words.of("pas nous"), null))
                .after();

        Effect.Applied split = applied(
                declined,
                new CaseCommand.SplitInTriage(ACase.splitBy("voirie").parts(), Map.of("voirie", Instant.EPOCH)));

        assertThat(types(split)).containsExactly("CaseSplit");
        assertThat(((CaseState.InParts) split.after().state()).parts())
                .extracting(Part::expectedAt)
                .containsOnly(ACase.EXPECTED);
    }

    @Test
    void whatTriageEndsIsNobodysAndContestedItIsHeardInTriageAtOnce() {
        Case ended = applied(ACase.inTriage(), ACase.endedInTriage()).after();
        Effect.Applied contested = applied(ended, contest(0));

        assertThat(ended.status()).isEqualTo(Status.RESOLVED);
        assertThat(ended.department()).isNull();
        assertThat(refused(ended, resolve(Outcome.FIXED, "m", null, ""))).isEqualTo(RefusalReason.CASE_NOT_FOUND);
        assertThat(applied(ended, new CaseCommand.Confirm(0)).after().status()).isEqualTo(Status.CONFIRMED);
        assertThat(types(contested)).containsExactly("CaseContested", "RoutingDeferred");
        assertThat(contested.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
        assertThat(applied(contested.after(), new CaseCommand.Assign("eau", Words.NONE, ACase.EXPECTED))
                        .after()
                        .department())
                .isEqualTo("eau");
    }

    @Test
    void triageGivesNoOutcomeThatIsWorkAndNoneThatIsIncomplete() {
        Case waiting = ACase.inTriage();

        for (Outcome work : List.of(Outcome.FIXED, Outcome.PLANNED)) {
            assertThat(refused(waiting, ended(work, "m", ""))).isEqualTo(RefusalReason.OUTCOME_NEEDS_DEPARTMENT);
        }
        assertThat(refused(waiting, ended(null, "m", ""))).isEqualTo(RefusalReason.OUTCOME_MISSING);
        assertThat(refused(waiting, ended(Outcome.NOT_POSSIBLE, "", ""))).isEqualTo(RefusalReason.MESSAGE_MISSING);
        assertThat(refused(waiting, ended(Outcome.NOT_OURS, "m", ""))).isEqualTo(RefusalReason.RESPONSIBLE_MISSING);
        assertThat(refused(routedTo("voirie"), ended(Outcome.NOT_POSSIBLE, "m", "")))
                .isEqualTo(RefusalReason.NOT_AWAITING_TRIAGE);
    }

    private static CaseCommand ended(@Nullable Outcome outcome, String message, String responsible) {
        return new CaseCommand.ResolveInTriage(new Resolution(outcome, Words.of(message), null, Words.of(responsible)));
    }

    private static CaseCommand split(CaseCommand.NewPart... parts) {
        return new CaseCommand.Split(from("voirie"), List.of(parts));
    }

    private static CaseCommand merge(String department, Case into) {
        return new CaseCommand.Merge(from(department), into.caseId(), into);
    }

    @Test
    void aStaleVersionIsRefused() {
        assertThat(refused(routedTo("voirie"), new CaseCommand.Acknowledge(new Sender("voirie", 0L), Words.NONE)))
                .isEqualTo(RefusalReason.STALE_VERSION);
    }

    @Test
    void anotherDepartmentsCaseIsNotFound() {
        assertThat(refused(routedTo("voirie"), new CaseCommand.Acknowledge(from("eau"), Words.NONE)))
                .isEqualTo(RefusalReason.CASE_NOT_FOUND);
    }

    @Test
    void anOutcomeNeedsWhatBelongsToIt() {
        Case current = routedTo("voirie");

        assertThat(refused(current, resolve(null, "m", null, ""))).isEqualTo(RefusalReason.OUTCOME_MISSING);
        assertThat(refused(current, resolve(Outcome.FIXED, " ", null, ""))).isEqualTo(RefusalReason.MESSAGE_MISSING);
        assertThat(refused(current, resolve(Outcome.PLANNED, "m", null, "")))
                .isEqualTo(RefusalReason.PLANNED_FOR_MISSING);
        assertThat(refused(current, resolve(Outcome.NOT_OURS, "m", null, "")))
                .isEqualTo(RefusalReason.RESPONSIBLE_MISSING);
        assertThat(applied(current, resolve(Outcome.PLANNED, "m", LocalDate.of(2027, 1, 4), ""))
                        .after()
                        .status())
                .isEqualTo(Status.RESOLVED);
    }

    @Test
    void theFirstContestGoesBackToTheDepartmentTheSecondToTriage() {
        Case contested = applied(resolvedBy("voirie"), contest(0)).after();
        Case resolvedAgain = ACase.after(contested, new CaseCommand.Resolve(from("voirie"), FIXED));

        Effect.Applied second = applied(resolvedAgain, contest(0));

        assertThat(contested.status()).isEqualTo(Status.CONTESTED);
        assertThat(contested.department()).isEqualTo("voirie");
        assertThat(types(second)).containsExactly("CaseContested", "RoutingDeferred");
        assertThat(second.after().status()).isEqualTo(Status.AWAITING_TRIAGE);
    }

    @Test
    void anOutcomeIsJudgedBySomebodyWhoSawIt() {
        Case resolved = resolvedBy("voirie");

        assertThat(refused(resolved, new CaseCommand.Confirm(1))).isEqualTo(RefusalReason.STALE_VERSION);
        assertThat(refused(resolved, contest(1))).isEqualTo(RefusalReason.STALE_VERSION);
        assertThat(applied(resolved, new CaseCommand.Confirm(2)).after().status())
                .isEqualTo(Status.CONFIRMED);
    }

    @Test
    void wordsAreHeardOnceThereIsAnOutcomeAndChangeNothing() {
        CaseCommand words = new CaseCommand.AddDetails("e1", null, Words.of("Merci"), List.of(), List.of());
        Case resolved = resolvedBy("voirie");
        Case confirmed = applied(resolved, new CaseCommand.Confirm(0)).after();
        Case withdrawn = applied(routedTo("voirie"), new CaseCommand.Withdraw("e0", Words.NONE))
                .after();

        for (Case ended : List.of(resolved, confirmed, withdrawn)) {
            Effect.Applied heard = applied(ended, words);
            assertThat(types(heard)).containsExactly("InformationReceived");
            assertThat(heard.after().state()).isEqualTo(ended.state());
        }
        assertThat(applied(applied(resolved, words).after(), new CaseCommand.Confirm(resolved.version()))
                        .after()
                        .status())
                .as("the outcome that they saw is still the one they confirm")
                .isEqualTo(Status.CONFIRMED);
    }

    @Test
    void whoSawTheOutcomeContestsItThoughAnotherConfirmedItMeanwhile() {
        Case resolved = resolvedBy("voirie");
        Case confirmed =
                applied(resolved, new CaseCommand.Confirm(resolved.version())).after();

        assertThat(applied(confirmed, contest(resolved.version())).after().status())
                .isEqualTo(Status.CONTESTED);
    }

    @Test
    void whatSeveralSayOfTheSameOutcomeCountsThoughTheyDoNotKnowOfOneAnother() {
        Case resolved = resolvedBy("voirie");
        CaseCommand yes = new CaseCommand.Confirm(resolved.version());
        Case confirmed = applied(resolved, yes).after();
        Case contested = applied(resolved, contest(resolved.version())).after();

        assertThat(types(applied(confirmed, yes))).containsExactly("CaseConfirmed");
        assertThat(applied(applied(confirmed, yes).after(), contest(resolved.version()))
                        .after()
                        .status())
                .as("still of the outcome that they saw")
                .isEqualTo(Status.CONTESTED);
        Effect.Applied heard = applied(contested, contest(resolved.version()));
        assertThat(heard.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.event())
                        .isInstanceOfSatisfying(
                                CaseEvent.InformationReceived.class,
                                received -> assertThat(received.text()).isEqualTo(Words.of("toujours là"))));
        assertThat(heard.after().state()).isEqualTo(contested.state());
        assertThat(heard.after().journey().contests()).isOne();
        Case whole =
                applied(ACase.everyPartResolved(), new CaseCommand.Confirm(0)).after();
        assertThat(applied(whole, new CaseCommand.Confirm(0)).after().state()).isEqualTo(whole.state());
    }

    @Test
    void whoConfirmedByMistakeContestsAsIfTheyHadNot() {
        Case confirmed =
                applied(resolvedBy("voirie"), new CaseCommand.Confirm(2)).after();
        Case whole =
                applied(ACase.everyPartResolved(), new CaseCommand.Confirm(0)).after();
        Case endedInTriage = applied(
                        applied(ACase.inTriage(), ACase.endedInTriage()).after(), new CaseCommand.Confirm(0))
                .after();

        Case contested = applied(confirmed, contest(3)).after();
        assertThat(contested.status()).isEqualTo(Status.CONTESTED);
        assertThat(contested.department()).isEqualTo("voirie");
        assertThat(refused(confirmed, contest(1)))
                .as("an outcome that they hadn't seen")
                .isEqualTo(RefusalReason.STALE_VERSION);
        assertThat(applied(whole, contest(0)).after().state())
                .isInstanceOfSatisfying(CaseState.PartsOpen.class, open -> {
                    assertThat(open.status()).isEqualTo(Status.CONTESTED);
                    assertThat(open.parts()).hasSize(2);
                });
        assertThat(types(applied(endedInTriage, contest(0)))).containsExactly("CaseContested", "RoutingDeferred");
    }

    @Test
    void whoContestsAfterAnotherIsHeardWhereverTheCaseIsByThen() {
        Case contested = applied(resolvedBy("voirie"), contest(0)).after();
        Case reopened = ACase.after(contested, new CaseCommand.Acknowledge(from("voirie"), Words.NONE));
        Case asked = ACase.after(
                contested, new CaseCommand.Ask(from("voirie"), new Question(ACase.QUESTION, Words.of("Où ?"))));
        Case inTriage = ACase.after(contested, new CaseCommand.Resolve(from("voirie"), FIXED), contest(0));
        Case inParts = applied(ACase.everyPartResolved(), contest(0)).after();

        for (Case open : List.of(contested, reopened, asked, inTriage, inParts)) {
            Effect.Applied heard = applied(open, contest(2));

            assertThat(heard.steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.event())
                            .isInstanceOfSatisfying(CaseEvent.InformationReceived.class, received -> {
                                assertThat(received.text()).isEqualTo(Words.of("toujours là"));
                                assertThat(received.sourceEventId()).isEqualTo("e1");
                                assertThat(received.answered()).isNull();
                                assertThat(received.department()).isEqualTo(open.department());
                            }));
            assertThat(heard.after().status()).isEqualTo(open.status());
            assertThat(heard.after().journey()).isEqualTo(open.journey());
        }
    }

    @Test
    void aContestedCaseThatIsTakenUpAgainIsReopened() {
        Case contested = applied(resolvedBy("voirie"), contest(0)).after();

        assertThat(types(applied(contested, new CaseCommand.Acknowledge(from("voirie"), Words.NONE))))
                .containsExactly("CaseReopened");
        assertThat(types(applied(contested, new CaseCommand.ReportProgress(from("voirie"), Words.of("on y va")))))
                .containsExactly("CaseReopened", "ProgressReported");
    }

    @Test
    void wordsThatNameNoQuestionAnswerTheOpenOneAndOthersDoNot() {
        Case asked = ACase.after(
                routedTo("voirie"),
                new CaseCommand.Ask(from("voirie"), new Question(ACase.QUESTION, Words.of("Où ?"))));

        assertThat(applied(asked, details(null)).after().status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(applied(asked, details(ACase.QUESTION)).after().status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(applied(asked, details(new UUID(0, 0))).after().status()).isEqualTo(Status.AWAITING_CITIZEN);
    }

    @Test
    void joiningLeavesTheVersionThatDepartmentsSaw() {
        Case before = routedTo("voirie");

        Case after = applied(before, new CaseCommand.Join("e1", Words.NONE)).after();

        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.journey().supporters()).isEqualTo(1);
    }

    @Test
    void noWordOfAPersonIsEverPrinted() {
        assertThat(new CaseCommand.ReportProgress(from("voirie"), Words.of("Madame Martin")))
                .hasToString("ReportProgress[sender=Sender[department=voirie, expectedVersion=null], message=[13"
                        + " characters]]");
    }

    private static CaseCommand decline(String department, @Nullable String proposed) {
        return new CaseCommand.Decline(from(department), Words.of("pas nous"), proposed);
    }

    private static CaseCommand contest(long seenVersion) {
        return new CaseCommand.Contest("e1", seenVersion, Words.of("toujours là"));
    }

    private static CaseCommand details(@Nullable UUID question) {
        return new CaseCommand.AddDetails("e1", question, Words.of("devant le 3"), List.of(), List.of());
    }

    private static CaseCommand resolve(
            @Nullable Outcome outcome, String message, @Nullable LocalDate plannedFor, String responsible) {
        return new CaseCommand.Resolve(
                from("voirie"), new Resolution(outcome, Words.of(message), plannedFor, Words.of(responsible)));
    }

    private static Effect.Applied applied(Case current, CaseCommand command) {
        return (Effect.Applied) CaseLifecycle.decide(current, command, DEPARTMENTS);
    }

    private static RefusalReason refused(Case current, CaseCommand command) {
        return ((Effect.Refused) CaseLifecycle.decide(current, command, DEPARTMENTS)).reason();
    }

    private static List<String> types(Effect.Applied effect) {
        return effect.steps().stream().map(step -> step.event().type()).toList();
    }
}
