package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.CaseCommand.Acknowledge;
import org.relais.routing.cases.CaseCommand.AddDetails;
import org.relais.routing.cases.CaseCommand.Ask;
import org.relais.routing.cases.CaseCommand.Assign;
import org.relais.routing.cases.CaseCommand.Confirm;
import org.relais.routing.cases.CaseCommand.Contest;
import org.relais.routing.cases.CaseCommand.Decline;
import org.relais.routing.cases.CaseCommand.DepartmentCommand;
import org.relais.routing.cases.CaseCommand.Join;
import org.relais.routing.cases.CaseCommand.Merge;
import org.relais.routing.cases.CaseCommand.MergeInTriage;
import org.relais.routing.cases.CaseCommand.NewPart;
import org.relais.routing.cases.CaseCommand.ReportProgress;
import org.relais.routing.cases.CaseCommand.Resolve;
import org.relais.routing.cases.CaseCommand.ResolveInTriage;
import org.relais.routing.cases.CaseCommand.Split;
import org.relais.routing.cases.CaseCommand.SplitInTriage;
import org.relais.routing.cases.CaseCommand.Transfer;
import org.relais.routing.cases.CaseCommand.TriageCommand;
import org.relais.routing.cases.CaseCommand.Withdraw;
import org.relais.routing.cases.CaseEvent.Cause;
import org.relais.routing.cases.CaseState.Acknowledged;
import org.relais.routing.cases.CaseState.AwaitingCitizen;
import org.relais.routing.cases.CaseState.AwaitingTriage;
import org.relais.routing.cases.CaseState.Closed;
import org.relais.routing.cases.CaseState.Confirmed;
import org.relais.routing.cases.CaseState.Contested;
import org.relais.routing.cases.CaseState.Held;
import org.relais.routing.cases.CaseState.InParts;
import org.relais.routing.cases.CaseState.InProgress;
import org.relais.routing.cases.CaseState.PartsConfirmed;
import org.relais.routing.cases.CaseState.PartsOpen;
import org.relais.routing.cases.CaseState.PartsResolved;
import org.relais.routing.cases.CaseState.Reopened;
import org.relais.routing.cases.CaseState.Resolved;
import org.relais.routing.cases.CaseState.Routed;
import org.relais.routing.rules.DeferralReason;

/**
 * A case's whole life as one table: state × command → events or a refusal. The table in {@code docs/lifecycle.md} is derived
 * from it by a test. There is no {@code default}: a new state or command stops the build until every cell is decided.
 */
public final class CaseLifecycle {

    /** How often a case may go from one department to another before a person decides. */
    static final int MOST_HOPS = 3;

    /** The contest at which a person in triage looks, instead of the department again. */
    static final int CONTEST_FOR_TRIAGE = 2;

    private CaseLifecycle() {}

    /** A request came in and a rule names a department, or its words do. */
    public static Effect.Applied route(UUID requestId, String department, Reason reason, @Nullable Instant expectedAt) {
        return applied(Case.firstOf(requestId, reason.runnersUp()), List.of(routed(department, reason, expectedAt)));
    }

    private static CaseEvent routed(String department, Reason reason, @Nullable Instant expectedAt) {
        return new CaseEvent.ServiceRequestRouted(
                department, reason, reason.ruleId().isEmpty() ? Cause.WORDS : Cause.RULE, expectedAt);
    }

    /** A request came in and no rule decides. */
    public static Effect.Applied defer(UUID requestId, Reason reason) {
        // What else was only offered to the person who decides matches nothing, and is no next rule.
        List<Reason.RunnerUp> matching =
                reason.code().equals(DeferralReason.WORDS_CONTRADICT.code()) ? reason.runnersUp() : List.of();
        return applied(Case.firstOf(requestId, matching), List.of(new CaseEvent.RoutingDeferred(reason)));
    }

    /** All that a command itself lacks, whatever the case. */
    public static List<RefusalReason> missing(CaseCommand command) {
        return Policies.missing(command);
    }

    /** What in a refused command the refusal is about; empty for the command as a whole. */
    public static String fieldOf(RefusalReason reason, CaseCommand command) {
        return Policies.fieldOf(reason, command);
    }

    /**
     * Decides on a command; changes nothing.
     *
     * @param departments codes of the departments there are
     */
    public static Effect decide(Case current, CaseCommand command, Set<String> departments) {
        Optional<RefusalReason> objection = Policies.objection(current, command, departments);
        if (objection.isPresent()) {
            return new Effect.Refused(objection.get());
        }
        return switch (answer(current, command, departments)) {
            case Yes(List<CaseEvent> events) -> applied(current, events);
            case No(RefusalReason reason) -> new Effect.Refused(reason);
        };
    }

    private record Cell(CaseState state, CaseCommand command) {}

    private sealed interface Verdict {}

    private record Yes(List<CaseEvent> events) implements Verdict {}

    private record No(RefusalReason reason) implements Verdict {}

    private static Verdict answer(Case current, CaseCommand command, Set<String> departments) {
        return switch (new Cell(current.state(), command)) {
            case Cell(Confirmed ended, Contest contest) -> contested(current, ended.department(), contest);
            case Cell(PartsConfirmed _, Contest contest) -> contestedInParts(contest);
            // Several judge at the same time: what each says counts, and nobody is told that it wasn't so.
            case Cell(Confirmed ended, Confirm _) -> yes(new CaseEvent.CaseConfirmed(ended.department()));
            case Cell(PartsConfirmed _, Confirm _) -> yes(new CaseEvent.CaseConfirmed(null));
            case Cell(Closed ended, AddDetails details) -> yes(received(ended.department(), details, null));
            case Cell(Closed _, CaseCommand _) -> no(RefusalReason.CASE_CLOSED);

            case Cell(AwaitingTriage _, AddDetails details) -> receivedInTriage(current, details);
            case Cell(AwaitingTriage _, Join join) -> yes(joined(null, join));
            case Cell(AwaitingTriage _, Withdraw withdraw) -> yes(withdrawn(null, withdraw));
            case Cell(AwaitingTriage _, Confirm _) -> no(RefusalReason.NOT_RESOLVED);
            case Cell(AwaitingTriage _, Contest contest) -> alsoContested(current, contest);
            case Cell(AwaitingTriage _, Assign assign) -> yes(assigned(current, assign));
            case Cell(AwaitingTriage _, MergeInTriage merge) -> merged(current, merge.into());
            case Cell(AwaitingTriage _, SplitInTriage split) -> splitInTriage(current, split);
            case Cell(AwaitingTriage _, ResolveInTriage resolve) ->
                yes(new CaseEvent.CaseResolved(null, resolve.resolution()));
            case Cell(AwaitingTriage _, DepartmentCommand _) -> no(RefusalReason.CASE_NOT_FOUND);

            case Cell(PartsOpen split, AddDetails details) ->
                yes(received(null, details, answered(details, split.question())));
            case Cell(PartsResolved _, AddDetails details) -> yes(received(null, details, null));
            case Cell(InParts _, Join join) -> yes(joined(null, join));
            case Cell(PartsOpen _, Withdraw withdraw) -> yes(withdrawn(null, withdraw));
            case Cell(PartsResolved _, Withdraw _) -> no(RefusalReason.CASE_RESOLVED);
            case Cell(PartsOpen _, Confirm _) -> no(RefusalReason.NOT_RESOLVED);
            case Cell(PartsResolved _, Confirm _) -> yes(new CaseEvent.CaseConfirmed(null));
            case Cell(PartsOpen _, Contest contest) -> alsoContested(current, contest);
            case Cell(PartsResolved _, Contest contest) -> contestedInParts(contest);
            case Cell(InParts _, TriageCommand _) -> no(RefusalReason.NOT_AWAITING_TRIAGE);
            case Cell(InParts _, DepartmentCommand _) -> no(RefusalReason.CASE_NOT_FOUND);

            case Cell(Resolved held, AddDetails details) -> yes(received(held.department(), details, null));
            case Cell(Resolved held, Join join) -> yes(joined(held.department(), join));
            case Cell(Resolved _, Withdraw _) -> no(RefusalReason.CASE_RESOLVED);
            case Cell(Resolved held, Confirm _) -> yes(new CaseEvent.CaseConfirmed(held.department()));
            case Cell(Resolved held, Contest contest) -> contested(current, held.department(), contest);
            case Cell(Resolved _, TriageCommand _) -> no(RefusalReason.NOT_AWAITING_TRIAGE);
            case Cell(Resolved _, DepartmentCommand _) -> no(RefusalReason.CASE_RESOLVED);

            case Cell(AwaitingCitizen held, AddDetails details) ->
                yes(received(held.department(), details, answered(details, held.question())));
            case Cell(Routed held, AddDetails details) -> receivedBeforeAnyAct(current, held, details);
            case Cell(Held held, AddDetails details) -> yes(received(held.department(), details, null));
            case Cell(Held held, Join join) -> yes(joined(held.department(), join));
            case Cell(Held held, Withdraw withdraw) -> yes(withdrawn(held.department(), withdraw));
            case Cell(Held _, Contest contest) -> alsoContested(current, contest);
            case Cell(Held _, Confirm _) -> no(RefusalReason.NOT_RESOLVED);
            case Cell(Held _, TriageCommand _) -> no(RefusalReason.NOT_AWAITING_TRIAGE);

            case Cell(Routed held, Acknowledge acknowledge) ->
                yes(new CaseEvent.CaseAcknowledged(held.department(), acknowledge.message()));
            case Cell(Contested held, Acknowledge acknowledge) ->
                yes(new CaseEvent.CaseReopened(held.department(), acknowledge.message()));
            case Cell(Acknowledged _, Acknowledge _) -> no(RefusalReason.ALREADY_ACKNOWLEDGED);
            case Cell(InProgress _, Acknowledge _) -> no(RefusalReason.ALREADY_ACKNOWLEDGED);
            case Cell(AwaitingCitizen _, Acknowledge _) -> no(RefusalReason.ALREADY_ACKNOWLEDGED);
            case Cell(Reopened _, Acknowledge _) -> no(RefusalReason.ALREADY_ACKNOWLEDGED);

            case Cell(AwaitingCitizen _, Ask _) -> no(RefusalReason.QUESTION_ALREADY_OPEN);
            case Cell(Contested held, Ask ask) -> yes(reopened(held), asked(held, ask));
            case Cell(Held held, Ask ask) -> yes(asked(held, ask));

            case Cell(Contested held, ReportProgress progress) -> yes(reopened(held), progressed(held, progress));
            case Cell(Held held, ReportProgress progress) -> yes(progressed(held, progress));

            case Cell(Held held, Decline decline) -> declined(current, held, decline, departments);
            case Cell(Held held, Transfer transfer) -> transferred(current, held, transfer);
            case Cell(Held held, Merge merge) ->
                merge.into() != null && held.department().equals(merge.into().department())
                        ? merged(current, merge.into())
                        : no(RefusalReason.MERGE_TARGET_UNKNOWN);
            case Cell(AwaitingCitizen _, Split _) -> no(RefusalReason.QUESTION_ALREADY_OPEN);
            case Cell(Contested held, Split split) -> yes(reopened(held), split(current, held, split));
            case Cell(Held held, Split split) -> yes(split(current, held, split));
            case Cell(Held held, Resolve resolve) ->
                yes(new CaseEvent.CaseResolved(held.department(), resolve.resolution()));
        };
    }

    private static Verdict contested(Case current, @Nullable String department, Contest contest) {
        CaseEvent contested = new CaseEvent.CaseContested(department, contest.eventId(), contest.reason());
        int contests = current.journey().contests() + 1;
        if (department == null) {
            return yes(contested, new CaseEvent.RoutingDeferred(Reason.triageContested(contests)));
        }
        return contests < CONTEST_FOR_TRIAGE
                ? yes(contested)
                : yes(contested, new CaseEvent.RoutingDeferred(Reason.contestedAgain(contests)));
    }

    /**
     * The outcome doesn't stand any more, since another contested it first: it is looked at again anyway. Their reason is read with
     * the first one's by whoever has the case now, and counts as no contest of its own.
     */
    private static Verdict alsoContested(Case current, Contest contest) {
        return yes(received(current.department(), contest.asDetails(), null));
    }

    /** Each part hears it as a case of its own. */
    private static Verdict contestedInParts(Contest contest) {
        return yes(new CaseEvent.CaseContested(null, contest.eventId(), contest.reason()));
    }

    /** Re-routed at once: to the department proposed, else to the next the rules named, else to a person. */
    private static Verdict declined(Case current, Held held, Decline decline, Set<String> departments) {
        String decliner = held.department();
        // What names no department may name a person, and everybody reads the event.
        String proposed = Optional.ofNullable(decline.proposedDepartment())
                .filter(departments::contains)
                .orElse(null);
        return yes(
                new CaseEvent.ResponsibilityDeclined(decliner, decline.reason(), proposed),
                afterDecline(current, decliner, proposed, departments));
    }

    private static CaseEvent afterDecline(
            Case current, String decliner, @Nullable String proposed, Set<String> departments) {
        Case.Journey journey = current.journey();
        if (journey.hops() >= MOST_HOPS) {
            return new CaseEvent.RoutingDeferred(Reason.handedOnTooOften(journey.hops()));
        }
        Predicate<String> mayHaveIt = candidate -> departments.contains(candidate)
                && !candidate.equals(decliner)
                && !journey.gaveAway().contains(candidate);
        if (proposed != null && mayHaveIt.test(proposed)) {
            return rerouted(proposed, Reason.proposedByTheOneThatDeclined(decliner), journey);
        }
        return journey.runnersUp().stream()
                .filter(runnerUp -> mayHaveIt.test(runnerUp.department()))
                .findFirst()
                .<CaseEvent>map(
                        runnerUp -> rerouted(runnerUp.department(), Reason.nextInTheTable(decliner, runnerUp), journey))
                .orElseGet(() -> new CaseEvent.RoutingDeferred(Reason.nobodyLeft(decliner)));
    }

    private static CaseEvent rerouted(String department, Reason reason, Case.Journey journey) {
        return new CaseEvent.ServiceRequestRouted(department, reason, Cause.DECLINED, journey.expectedAt());
    }

    private static Verdict transferred(Case current, Held held, Transfer transfer) {
        Case.Journey journey = current.journey();
        if (transfer.toDepartment().equals(held.department())) {
            return no(RefusalReason.ALREADY_THERE);
        }
        if (journey.gaveAway().contains(transfer.toDepartment())) {
            return no(RefusalReason.GAVE_IT_AWAY_BEFORE);
        }
        if (journey.hops() >= MOST_HOPS) {
            return no(RefusalReason.TOO_MANY_HOPS);
        }
        return yes(new CaseEvent.CaseTransferred(
                held.department(),
                transfer.toDepartment(),
                Reason.handedOver(held.department()),
                transfer.reason(),
                journey.expectedAt()));
    }

    private static Verdict merged(Case current, @Nullable Case into) {
        if (into == null || into.caseId().equals(current.caseId())) {
            return no(RefusalReason.MERGE_TARGET_UNKNOWN);
        }
        if (into.mergedInto() != null || into.isPart() || !(into.state() instanceof Held open)) {
            return no(RefusalReason.MERGE_TARGET_NOT_OPEN);
        }
        // What is asked of, or contested by, the other's requester is no affair of this one's.
        CaseState as =
                open instanceof AwaitingCitizen || open instanceof Contested ? new InProgress(open.department()) : open;
        CaseEvent merged = new CaseEvent.CasesMerged(
                open.department(),
                into.caseId(),
                into.requestId(),
                as,
                current.state() instanceof AwaitingTriage ? Reason.sameMatter() : null);
        return dateOf(into, current.after(merged))
                .map(date -> yes(merged, date))
                .orElseGet(() -> yes(merged));
    }

    private static CaseEvent split(Case current, Held held, Split split) {
        Instant expectedAt = current.journey().expectedAt();
        return new CaseEvent.CaseSplit(
                held.department(),
                split.parts().stream().map(part -> begun(part, expectedAt)).toList());
    }

    /** Nobody may have promised a date yet; then each part has its department's own, and the latest is what can be expected. */
    private static Verdict splitInTriage(Case current, SplitInTriage split) {
        Instant kept = current.journey().expectedAt();
        List<Part> parts = split.parts().stream()
                .map(part -> begun(part, kept == null ? split.expectedAt().get(part.department()) : kept))
                .toList();
        CaseEvent happened = new CaseEvent.CaseSplit(null, parts);
        return Part.latestDate(parts)
                .filter(latest -> kept == null)
                .map(latest -> yes(happened, new CaseEvent.DeadlineSet(null, latest)))
                .orElseGet(() -> yes(happened));
    }

    private static Part begun(NewPart part, @Nullable Instant expectedAt) {
        return new Part(part.caseId(), part.department(), part.work(), Status.ROUTED, expectedAt, null);
    }

    /** The case of a part of a split request. */
    static Effect.Applied open(Case whole, Part part, CaseEvent.CaseSplit split) {
        return applied(
                new Case(
                        part.caseId(),
                        whole.requestId(),
                        0,
                        new AwaitingTriage(),
                        Case.Journey.ofPart(whole.journey()),
                        null),
                List.of(new CaseEvent.ServiceRequestRouted(
                        Objects.requireNonNull(part.department()),
                        split.department() == null ? Reason.partOfWhatTriageSplit() : Reason.partOf(split.department()),
                        Cause.SPLIT,
                        part.expectedAt())));
    }

    /**
     * What happened to parts, for the request as a whole: where they stand now, a question to the one requester, and the outcome
     * once each has one.
     *
     * @param parts every part, as it stands now
     */
    static List<CaseEvent> ofTheWhole(Case whole, List<Part> parts, List<CaseEvent> happened) {
        if (!(whole.state() instanceof InParts before)
                || before instanceof Closed
                || before.parts().equals(parts)) {
            return List.of();
        }
        List<CaseEvent> events = new ArrayList<>();
        if (before instanceof PartsOpen && parts.stream().allMatch(Part::isResolved)) {
            events.add(new CaseEvent.CaseResolved(null, Part.outcomeOf(parts)));
        }
        events.add(new CaseEvent.PartsChanged(parts));
        happened.stream()
                .filter(CaseEvent.InformationRequested.class::isInstance)
                .forEach(events::add);
        return events;
    }

    /** Whether any of it concerns the cases that follow. */
    static boolean concernsFollowers(List<Effect.Step> steps) {
        return steps.stream().anyMatch(step -> isFollowed(step.event()));
    }

    /**
     * What of a case's life one that follows it goes through too: all that its requester is to learn, and the date, as long as they
     * wait for an answer. Who raises the case to whom is said of the followed one alone.
     *
     * @param steps never empty
     */
    static List<CaseEvent> followed(List<Effect.Step> steps, Case follower) {
        List<CaseEvent> events = new ArrayList<>();
        Case then = follower;
        for (Effect.Step step : steps) {
            for (CaseEvent event : followed(step, then)) {
                events.add(event);
                then = then.after(event);
            }
        }
        return events;
    }

    private static List<CaseEvent> followed(Effect.Step step, Case follower) {
        CaseEvent event = step.event();
        if (!isFollowed(event)) {
            return List.of();
        }
        if (event instanceof CaseEvent.DeadlineSet || event instanceof CaseEvent.DeadlineMissed) {
            List<CaseEvent> events =
                    new ArrayList<>(dateOf(step.after(), follower).stream().toList());
            if (event instanceof CaseEvent.DeadlineMissed && waitsForAnAnswer(follower)) {
                events.add(event);
            }
            return events;
        }
        return Stream.concat(Stream.of(event), dateOf(step.after(), follower.after(event)).stream())
                .toList();
    }

    private static boolean isFollowed(CaseEvent event) {
        return switch (event) {
            case CaseEvent.ServiceRequestRouted _,
                    CaseEvent.RoutingDeferred _,
                    CaseEvent.CaseAcknowledged _,
                    CaseEvent.ProgressReported _,
                    CaseEvent.ResponsibilityDeclined _,
                    CaseEvent.CaseTransferred _,
                    CaseEvent.CaseResolved _,
                    CaseEvent.CaseReopened _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.DeadlineMissed _ -> true;
            case CaseEvent.InformationRequested _,
                    CaseEvent.InformationReceived _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.CaseContested _,
                    CaseEvent.CaseWithdrawn _,
                    CaseEvent.CasesMerged _,
                    CaseEvent.CaseSeparated _,
                    CaseEvent.CaseSplit _,
                    CaseEvent.PartsChanged _,
                    CaseEvent.DeadlineNear _,
                    CaseEvent.CaseEscalated _,
                    CaseEvent.SupportAdded _ -> false;
        };
    }

    /**
     * The leader's date, where the follower doesn't have it yet. While the leader's requester is asked, the leader's clock stands still and its
     * date may pass: the follower keeps its own until the clock goes on, unless it has none.
     */
    private static Optional<CaseEvent> dateOf(Case leader, Case follower) {
        Instant expectedAt = leader.journey().expectedAt();
        Instant known = follower.journey().expectedAt();
        boolean stands = known != null && leader.state() instanceof AwaitingCitizen;
        return expectedAt == null || expectedAt.equals(known) || stands || !waitsForAnAnswer(follower)
                ? Optional.empty()
                : Optional.of(new CaseEvent.DeadlineSet(follower.department(), expectedAt));
    }

    private static boolean waitsForAnAnswer(Case current) {
        return current.state() instanceof Held || current.state() instanceof AwaitingTriage;
    }

    private static CaseEvent assigned(Case current, Assign assign) {
        Instant kept = current.journey().expectedAt();
        return new CaseEvent.ServiceRequestRouted(
                assign.department(),
                Reason.assignedByTriage(),
                Cause.TRIAGE,
                kept == null ? assign.expectedAt() : kept,
                assign.serviceCode());
    }

    /** What only the requester could say may be all that the rules lacked; what somebody gave away a person decides. */
    private static Verdict receivedInTriage(Case current, AddDetails details) {
        CaseEvent received = received(null, details, null);
        CaseCommand.Ruling now = details.ruling();
        if (now == null || !current.isUndecided()) {
            return yes(received);
        }
        String department = now.department();
        if (department != null) {
            return yes(received, routed(department, now.reason(), now.expectedAt()));
        }
        return now.news() ? yes(received, new CaseEvent.RoutingDeferred(now.reason())) : yes(received);
    }

    /** Where the requester's words had been asked for want of anything better, a rule may know better now; the date stands. */
    private static Verdict receivedBeforeAnyAct(Case current, Routed held, AddDetails details) {
        CaseEvent received = received(held.department(), details, null);
        CaseCommand.Ruling now = details.ruling();
        String department = now == null ? null : now.department();
        return now == null || department == null || !current.isUntouched()
                ? yes(received)
                : yes(
                        received,
                        routed(department, now.reason(), current.journey().expectedAt()));
    }

    private static CaseEvent received(@Nullable String department, AddDetails details, @Nullable UUID answered) {
        return new CaseEvent.InformationReceived(
                department,
                answered,
                details.eventId(),
                details.text(),
                details.answers(),
                details.attachments(),
                details.serviceCode(),
                details.place());
    }

    /** Words that name no question answer the open one; words that name another are details like any. */
    private static @Nullable UUID answered(AddDetails details, @Nullable Question open) {
        UUID named = details.questionId();
        if (open == null) {
            return null;
        }
        return named == null || named.equals(open.id()) ? open.id() : null;
    }

    private static CaseEvent joined(@Nullable String department, Join join) {
        return new CaseEvent.SupportAdded(department, join.eventId(), join.comment());
    }

    private static CaseEvent withdrawn(@Nullable String department, Withdraw withdraw) {
        return new CaseEvent.CaseWithdrawn(department, withdraw.eventId(), withdraw.reason());
    }

    private static CaseEvent reopened(Held held) {
        return new CaseEvent.CaseReopened(held.department(), Words.NONE);
    }

    private static CaseEvent asked(Held held, Ask ask) {
        return new CaseEvent.InformationRequested(held.department(), ask.question());
    }

    private static CaseEvent progressed(Held held, ReportProgress progress) {
        return new CaseEvent.ProgressReported(held.department(), progress.message());
    }

    private static Verdict yes(CaseEvent... events) {
        return new Yes(List.of(events));
    }

    private static Verdict no(RefusalReason reason) {
        return new No(reason);
    }

    /** What events make of a case. */
    static Effect.Applied applied(Case before, List<CaseEvent> events) {
        List<Effect.Step> steps = new ArrayList<>();
        Case current = before;
        for (CaseEvent event : events) {
            current = current.after(event);
            steps.add(new Effect.Step(event, current));
        }
        return new Effect.Applied(steps);
    }
}
