package org.relais.notification.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.planning.MessageKind.ACTION_REFUSED;
import static org.relais.notification.planning.MessageKind.CONTESTED;
import static org.relais.notification.planning.MessageKind.DEFERRED;
import static org.relais.notification.planning.MessageKind.ESCALATED;
import static org.relais.notification.planning.MessageKind.JOINED;
import static org.relais.notification.planning.MessageKind.MERGED;
import static org.relais.notification.planning.MessageKind.OUTCOME;
import static org.relais.notification.planning.MessageKind.PROGRESS;
import static org.relais.notification.planning.MessageKind.QUESTION;
import static org.relais.notification.planning.MessageKind.RECEIPT;
import static org.relais.notification.planning.MessageKind.REOPENED;
import static org.relais.notification.planning.MessageKind.REROUTED;
import static org.relais.notification.planning.MessageKind.ROUTED;
import static org.relais.notification.planning.MessageKind.SPLIT;
import static org.relais.notification.planning.MessageKind.TRANSFERRED;
import static org.relais.notification.planning.MessageKind.TRIAGE_OVERDUE;
import static org.relais.notification.planning.MessageKind.WITHDRAWN;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.relais.notification.planning.Happening.Attention;
import org.relais.notification.planning.Happening.Outcome;
import org.relais.notification.planning.Happening.RoutingCause;
import org.relais.notification.planning.Happening.Submitted;
import org.relais.notification.planning.PlannedMessage.Detail;
import org.relais.notification.request.FollowedRequest;

class NotificationPolicyTest {

    private static final Instant T0 = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant EXPECTED = T0.plusSeconds(864_000);
    private static final Map<String, String> WHY = Map.of("fr", "Parce que.", "en", "Because.");

    @ParameterizedTest(name = "{0}")
    @MethodSource("whoIsTold")
    void tellsWhoFollows(Happening happening, List<String> told) {
        FollowedRequest request = filedByAdaAndJoinedByBob();

        Plan plan = NotificationPolicy.plan(request, happening);

        assertThat(plan.messages())
                .extracting(message -> message.kind() + " to " + message.requesterId())
                .containsExactlyElementsOf(told);
    }

    static Stream<Arguments> whoIsTold() {
        return Stream.of(
                told(routed(RoutingCause.RULE, "roads"), ROUTED, "ada", "bob"),
                told(routed(RoutingCause.WORDS, "roads"), ROUTED, "ada", "bob"),
                told(routed(RoutingCause.TRIAGE, "roads"), ROUTED, "ada", "bob"),
                told(routed(RoutingCause.DECLINED, "parks"), REROUTED, "ada", "bob"),
                told(new Happening.Deferred(cause(), "awaiting_triage", WHY, false, null), DEFERRED, "ada", "bob"),
                told(
                        new Happening.Transferred(cause(), "routed", "roads", "parks", WHY, null, EXPECTED),
                        TRANSFERRED,
                        "ada",
                        "bob"),
                told(new Happening.Declined(cause(), "routed", "roads", "Not ours."), null),
                told(new Happening.Asked(cause(), "awaiting_citizen", "roads", "q1", "How deep?"), QUESTION, "ada"),
                told(new Happening.Answered(cause(), "in_progress", "q1"), null),
                told(new Happening.Acknowledged(cause(), "acknowledged", "roads", null), null),
                told(new Happening.Acknowledged(cause(), "acknowledged", "roads", "Hello."), PROGRESS, "ada", "bob"),
                told(new Happening.Progressed(cause(), "in_progress", "roads", "Soon."), PROGRESS, "ada", "bob"),
                told(new Happening.DeadlineSet(cause(), "routed", EXPECTED), null),
                told(
                        new Happening.Resolved(cause(), "resolved", "roads", Outcome.FIXED, "Done.", null, null),
                        OUTCOME,
                        "ada",
                        "bob"),
                told(new Happening.Contested(cause(), "contested", "roads"), CONTESTED, "ada", "bob"),
                told(new Happening.Reopened(cause(), "reopened", "roads", "Again."), REOPENED, "ada", "bob"),
                told(new Happening.Withdrawn(cause(), "withdrawn"), WITHDRAWN, "ada", "bob"),
                told(
                        new Happening.ActionRefused(cause(), "routed", "bobs", "OutcomeConfirmed", "not_resolved"),
                        ACTION_REFUSED,
                        "bob"),
                told(
                        new Happening.ActionRefused(cause(), "routed", "unseen", "OutcomeConfirmed", "not_resolved"),
                        ACTION_REFUSED,
                        "ada"),
                told(
                        new Happening.Resolved(cause(), "resolved", null, Outcome.PLANNED, "Soon.", null, null),
                        OUTCOME,
                        "ada",
                        "bob"),
                told(new Happening.Contested(cause(), "contested", null), CONTESTED, "ada", "bob"),
                told(new Happening.Split(cause(), "routed"), SPLIT, "ada", "bob"),
                told(new Happening.Merged(cause(), "in_progress", "voirie"), MERGED, "ada", "bob"),
                told(
                        new Happening.Escalated(cause(), "routed", "r1", "roads", Attention.LEAD),
                        ESCALATED,
                        PlannedMessage.OFFICE),
                told(
                        new Happening.TriageOverdue(cause(), "awaiting_triage", "r1"),
                        TRIAGE_OVERDUE,
                        PlannedMessage.OFFICE),
                told(new Happening.Joined(cause(), "cyd", "en", true), JOINED, "cyd"),
                told(new Happening.Joined(cause(), "bob", "en", true), null),
                told(new Happening.Joined(cause(), "eve", "en", false), null),
                told(new Happening.Erased(cause(), "ada"), null),
                told(new Happening.ActedOn(cause(), "ada"), null),
                told(new Happening.PartsChanged(cause(), "in_progress", EXPECTED, false), null),
                told(new Happening.StatusChanged(cause(), "confirmed"), null));
    }

    @Test
    void owesTheRequesterAReceiptThatAwaitsTheRoutingDecision() {
        Plan plan = NotificationPolicy.begin("r1", submittedBy("ada", true));

        assertThat(plan.messages()).singleElement().satisfies(message -> {
            assertThat(message.kind()).isEqualTo(RECEIPT);
            assertThat(message.awaitsRouting()).isTrue();
        });
        assertThat(plan.routingDecided()).isFalse();
    }

    @Test
    void tellsNobodyWhoLeftNoWayToBeReached() {
        Plan filed = NotificationPolicy.begin("r1", submittedBy("ada", false));
        Plan routed = NotificationPolicy.plan(filed.after(), routed(RoutingCause.RULE, "roads"));

        assertThat(filed.messages()).isEmpty();
        assertThat(routed.messages()).isEmpty();
    }

    @Test
    void tellsNothingNewWhereTheSameDepartmentHasItAlready() {
        FollowedRequest request = inCharge("roads");

        Plan plan = NotificationPolicy.plan(request, routed(RoutingCause.RULE, "roads"));

        assertThat(plan.messages()).isEmpty();
    }

    @Test
    void givesEachPersonTheReasonInTheirLanguage() {
        Plan plan = NotificationPolicy.plan(filedByAdaAndJoinedByBob(), routed(RoutingCause.RULE, "roads"));

        assertThat(plan.messages())
                .extracting(message -> message.details().get(Detail.REASON))
                .containsExactly("Parce que.", "Because.");
    }

    @Test
    void passesOnWhyTheFirstDepartmentDeclined() {
        FollowedRequest declined = NotificationPolicy.plan(
                        inCharge("roads"), new Happening.Declined(cause(), "routed", "roads", "A tree, not a road."))
                .after();

        Plan plan = NotificationPolicy.plan(declined, routed(RoutingCause.DECLINED, "parks"));

        assertThat(plan.messages().getFirst().details())
                .containsEntry(Detail.PREVIOUS_DEPARTMENT, "roads")
                .containsEntry(Detail.DECLINED_REASON, "A tree, not a road.")
                .containsEntry(Detail.DEPARTMENT, "parks");
        assertThat(plan.after().declined()).isNull();
    }

    @Test
    void keepsTheDateThatATransferDoesNotPutOff() {
        Plan plan = NotificationPolicy.plan(
                inCharge("roads"), new Happening.Transferred(cause(), "routed", "roads", "parks", WHY, null, null));

        assertThat(plan.messages().getFirst().details()).containsEntry(Detail.EXPECTED_AT, EXPECTED.toString());
    }

    @Test
    void recallsAQuestionThatWasAnswered() {
        Plan plan = NotificationPolicy.plan(inCharge("roads"), new Happening.Answered(cause(), "in_progress", "q1"));

        assertThat(plan.recalls()).containsExactly(Recall.question("q1"));
    }

    @Test
    void recallsAQuestionThatNoPartOfTheRequestWaitsForAnyMore() {
        Happening asked = new Happening.PartsChanged(cause(), "awaiting_citizen", EXPECTED, true);
        Happening ended = new Happening.PartsChanged(cause(), "in_progress", EXPECTED, false);

        assertThat(NotificationPolicy.plan(inCharge("roads"), asked).recalls()).isEmpty();
        assertThat(NotificationPolicy.plan(inCharge("roads"), ended).recalls())
                .containsExactly(Recall.closedQuestion());
    }

    @Test
    void saysOfAnOutcomeThatNoDepartmentGaveItButAnAgent() {
        Plan plan = NotificationPolicy.plan(
                filedByAdaAndJoinedByBob(),
                new Happening.Resolved(
                        cause(), "resolved", null, Outcome.NOTHING_TO_DO, "All is well.", null, null, true));

        assertThat(plan.messages())
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.details())
                        .containsEntry(Detail.BY_AGENT, "yes")
                        .containsEntry(Detail.MESSAGE, "All is well.")
                        .doesNotContainKey(Detail.DEPARTMENT));
    }

    @Test
    void recallsQuestionsAndRemindersOfAResolvedCase() {
        Plan plan = NotificationPolicy.plan(
                inCharge("roads"),
                new Happening.Resolved(cause(), "resolved", "roads", Outcome.FIXED, "Done.", null, null));

        assertThat(plan.recalls()).containsExactly(Recall.mootByOutcome());
        assertThat(plan.recalls().getFirst().kinds()).containsExactlyInAnyOrder(QUESTION, ESCALATED, TRIAGE_OVERDUE);
    }

    @Test
    void recallsAllButTheReceiptOfAWithdrawnRequest() {
        Plan plan = NotificationPolicy.plan(inCharge("roads"), new Happening.Withdrawn(cause(), "withdrawn"));

        assertThat(plan.recalls()).singleElement().satisfies(recall -> {
            assertThat(recall.kinds()).doesNotContain(RECEIPT).contains(QUESTION, ROUTED, PROGRESS);
            assertThat(recall.requesterId()).isNull();
        });
    }

    @Test
    void recallsAndForgetsWhatConcernsAnErasedPerson() {
        Plan plan = NotificationPolicy.plan(filedByAdaAndJoinedByBob(), new Happening.Erased(cause(), "bob"));

        assertThat(plan.recalls()).containsExactly(Recall.allOf("bob"));
        assertThat(plan.after().follower("bob")).isEmpty();
        assertThat(plan.after().actors()).doesNotContainValue("bob");
    }

    @Test
    void letsTheReceiptGoOnceRoutingDecided() {
        assertThat(NotificationPolicy.plan(filedByAdaAndJoinedByBob(), routed(RoutingCause.RULE, "roads"))
                        .routingDecided())
                .isTrue();
        assertThat(NotificationPolicy.plan(
                                filedByAdaAndJoinedByBob(),
                                new Happening.Deferred(cause(), "awaiting_triage", WHY, false, null))
                        .routingDecided())
                .isTrue();
    }

    @Test
    void saysOfAPlaceBeyondTheBorderThatItIsOne() {
        assertThat(NotificationPolicy.plan(
                                filedByAdaAndJoinedByBob(),
                                new Happening.Deferred(cause(), "awaiting_triage", WHY, true, null))
                        .messages())
                .isNotEmpty()
                .allSatisfy(
                        message -> assertThat(message.details()).containsEntry(PlannedMessage.Detail.ELSEWHERE, "yes"));
        assertThat(NotificationPolicy.plan(
                                filedByAdaAndJoinedByBob(),
                                new Happening.Deferred(cause(), "awaiting_triage", WHY, false, null))
                        .messages())
                .isNotEmpty()
                .allSatisfy(
                        message -> assertThat(message.details()).doesNotContainKey(PlannedMessage.Detail.ELSEWHERE));
    }

    @Test
    void saysByWhenAPersonDecidesInTheReceiptToo() {
        Plan plan = NotificationPolicy.plan(
                filedByAdaAndJoinedByBob(), new Happening.Deferred(cause(), "awaiting_triage", WHY, false, EXPECTED));

        assertThat(plan.decision()).containsExactly(Map.entry(Detail.DECIDE_BY, EXPECTED.toString()));
        assertThat(plan.messages())
                .hasSize(2)
                .allSatisfy(
                        message -> assertThat(message.details()).containsEntry(Detail.DECIDE_BY, EXPECTED.toString()));
        assertThat(NotificationPolicy.plan(
                                filedByAdaAndJoinedByBob(),
                                new Happening.Deferred(cause(), "awaiting_triage", WHY, false, null))
                        .decision())
                .isEmpty();
        assertThat(NotificationPolicy.plan(filedByAdaAndJoinedByBob(), routed(RoutingCause.RULE, "roads"))
                        .decision())
                .isEmpty();
    }

    @Test
    void saysByWhenAPersonDecidesToWhoJoinsMeanwhileAsLongAsThatIsToCome() {
        FollowedRequest waiting = NotificationPolicy.plan(
                        filedByAdaAndJoinedByBob(),
                        new Happening.Deferred(cause(), "awaiting_triage", WHY, false, EXPECTED))
                .after();
        FollowedRequest routed = NotificationPolicy.plan(waiting, routed(RoutingCause.TRIAGE, "roads"))
                .after();

        assertThat(welcomeOfCyd(waiting, T0)).containsExactly(Map.entry(Detail.DECIDE_BY, EXPECTED.toString()));
        assertThat(welcomeOfCyd(waiting, EXPECTED)).isEmpty();
        assertThat(welcomeOfCyd(routed, T0)).isEmpty();
        assertThat(welcomeOfCyd(waiting.withStatus("resolved"), T0))
                .as("triage itself gave the outcome")
                .isEmpty();
    }

    @Test
    void tellsNobodyAgainWhomTheyKnowToHaveIt() {
        FollowedRequest known = NotificationPolicy.plan(filedByAdaAndJoinedByBob(), routed(RoutingCause.RULE, "roads"))
                .after();

        assertThat(NotificationPolicy.plan(known, routed(RoutingCause.RULE, "roads"))
                        .messages())
                .isEmpty();
        assertThat(NotificationPolicy.plan(known, routed(RoutingCause.RULE, "parks"))
                        .messages())
                .hasSize(2);
    }

    private static Map<Detail, String> welcomeOfCyd(FollowedRequest request, Instant at) {
        Cause joining = new Cause("cyds", "SupportAdded", at);
        return NotificationPolicy.plan(request, new Happening.Joined(joining, "cyd", "en", true))
                .messages()
                .getFirst()
                .details();
    }

    private static Arguments told(Happening happening, @Nullable MessageKind kind, String... people) {
        List<String> expected = new ArrayList<>();
        for (String person : people) {
            expected.add(kind + " to " + person);
        }
        return Arguments.of(happening, expected);
    }

    private static Submitted submittedBy(String person, boolean contactable) {
        return new Submitted(cause(), "town", "K7QF-29MD", "pothole", person, "fr", contactable);
    }

    private static FollowedRequest filedByAdaAndJoinedByBob() {
        FollowedRequest filed =
                NotificationPolicy.begin("r1", submittedBy("ada", true)).after();
        FollowedRequest joined = NotificationPolicy.plan(filed, new Happening.Joined(cause(), "bob", "en", true))
                .after();
        return NotificationPolicy.plan(joined, new Happening.ActedOn(new Cause("bobs", "OutcomeConfirmed", T0), "bob"))
                .after();
    }

    private static FollowedRequest inCharge(String department) {
        return NotificationPolicy.plan(filedByAdaAndJoinedByBob(), routed(RoutingCause.RULE, department))
                .after();
    }

    private static Happening routed(RoutingCause cause, String department) {
        return new Happening.Routed(cause(), "routed", department, cause, WHY, EXPECTED);
    }

    private static Cause cause() {
        return new Cause("e1", "Event", T0);
    }
}
