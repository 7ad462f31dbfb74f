package org.relais.routing.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.cases.CaseState.Acknowledged;
import org.relais.routing.cases.CaseState.AwaitingCitizen;
import org.relais.routing.cases.CaseState.AwaitingTriage;
import org.relais.routing.cases.CaseState.Confirmed;
import org.relais.routing.cases.CaseState.Contested;
import org.relais.routing.cases.CaseState.InParts;
import org.relais.routing.cases.CaseState.InProgress;
import org.relais.routing.cases.CaseState.PartsConfirmed;
import org.relais.routing.cases.CaseState.PartsOpen;
import org.relais.routing.cases.CaseState.PartsResolved;
import org.relais.routing.cases.CaseState.Reopened;
import org.relais.routing.cases.CaseState.Resolved;
import org.relais.routing.cases.CaseState.Routed;
import org.relais.routing.cases.CaseState.Withdrawn;

/**
 * A case: one request (or, once split, a part of one) on its way to an answer.
 *
 * @param caseId a request's first case has the request's own id
 * @param version 0 before the first event, then one more with each event of the case's life
 * @param journey what is remembered of the way
 * @param mergedInto the case whose life this one follows, being about the same matter; null for one with a life of its own
 */
public record Case(
        UUID caseId,
        UUID requestId,
        long version,
        CaseState state,
        Journey journey,
        @Nullable UUID mergedInto) {

    /** A request's first case, before anything happened to it. */
    static Case firstOf(UUID requestId, List<Reason.RunnerUp> runnersUp) {
        return new Case(requestId, requestId, 0, new AwaitingTriage(), Journey.start(runnersUp), null);
    }

    /** Whether it is one part of a split request. */
    public boolean isPart() {
        return !caseId.equals(requestId);
    }

    public Status status() {
        return state.status();
    }

    /** The department that has the case; null in triage. */
    public @Nullable String department() {
        return state.department();
    }

    /** Whether it waits for a person since no rule decided when it was filed, and nobody ever had it. */
    boolean isUndecided() {
        return state instanceof AwaitingTriage && isWhereItCameFirst();
    }

    /** Whether a department has it that has done nothing about it yet, and nobody had it before. */
    boolean isUntouched() {
        return state instanceof Routed && isWhereItCameFirst();
    }

    private boolean isWhereItCameFirst() {
        return !isPart()
                && mergedInto == null
                && journey.hops() == 0
                && journey.gaveAway().isEmpty()
                && journey.contests() == 0;
    }

    /** The case after an event that {@link CaseLifecycle} decided on. */
    Case after(CaseEvent event) {
        long next = event.isOfTheCasesLife() ? version + 1 : version;
        return new Case(caseId, requestId, next, stateAfter(event, next), journey.after(event), mergedIntoAfter(event));
    }

    /** Who contests, and whoever is left when the case they follow is withdrawn, is heard on their own again. */
    private @Nullable UUID mergedIntoAfter(CaseEvent event) {
        if (event instanceof CaseEvent.CasesMerged merged) {
            return merged.intoCaseId();
        }
        boolean onItsOwn = event instanceof CaseEvent.CaseSeparated || event instanceof CaseEvent.CaseContested;
        return onItsOwn ? null : mergedInto;
    }

    private CaseState stateAfter(CaseEvent event, long next) {
        return switch (event) {
            case CaseEvent.ServiceRequestRouted routed -> new Routed(routed.department());
            case CaseEvent.RoutingDeferred _ -> new AwaitingTriage();
            case CaseEvent.CaseAcknowledged acknowledged -> new Acknowledged(acknowledged.department());
            case CaseEvent.InformationRequested asked ->
                state instanceof PartsOpen split
                        ? new PartsOpen(split.parts(), Status.AWAITING_CITIZEN, asked.question())
                        : new AwaitingCitizen(asked.department(), asked.question());
            case CaseEvent.InformationReceived received -> received.answered() == null ? state : answered();
            case CaseEvent.ProgressReported progress ->
                state instanceof AwaitingCitizen ? state : new InProgress(progress.department());
            // Nobody has it until the event that follows in the same decision says who does.
            case CaseEvent.ResponsibilityDeclined _ -> new AwaitingTriage();
            case CaseEvent.CaseTransferred transferred -> new Routed(transferred.department());
            case CaseEvent.CaseResolved resolved ->
                state instanceof InParts whole
                        ? new PartsResolved(whole.parts(), next)
                        : new Resolved(resolved.department(), resolved.resolution(), next);
            case CaseEvent.CaseConfirmed confirmed -> confirmed(confirmed.department());
            case CaseEvent.CaseContested contested -> contested(contested.department());
            case CaseEvent.CaseReopened reopened -> new Reopened(reopened.department());
            case CaseEvent.CaseWithdrawn withdrawn -> new Withdrawn(withdrawn.department());
            case CaseEvent.CasesMerged merged -> merged.as();
            case CaseEvent.CaseSplit split -> new PartsOpen(split.parts(), Part.together(split.parts()), null);
            case CaseEvent.PartsChanged changed -> with(changed.parts());
            case CaseEvent.CaseSeparated _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.DeadlineNear _,
                    CaseEvent.DeadlineMissed _,
                    CaseEvent.CaseEscalated _,
                    CaseEvent.SupportAdded _ -> state;
        };
    }

    private CaseState confirmed(@Nullable String department) {
        if (state instanceof PartsConfirmed) {
            return state;
        }
        return state instanceof PartsResolved whole
                ? new PartsConfirmed(whole.parts(), whole.sinceVersion())
                : new Confirmed(department, state.outcomeSince());
    }

    /** What a person in triage ended comes back to triage. */
    private CaseState contested(@Nullable String department) {
        if (state instanceof InParts whole) {
            return new PartsOpen(whole.parts(), Status.CONTESTED, null);
        }
        return department == null ? new AwaitingTriage() : new Contested(department);
    }

    private CaseState answered() {
        if (state instanceof AwaitingCitizen waiting) {
            return new InProgress(waiting.department());
        }
        return state instanceof PartsOpen split ? new PartsOpen(split.parts(), Status.IN_PROGRESS, null) : state;
    }

    private CaseState with(List<Part> parts) {
        if (!(state instanceof InParts)) {
            return state;
        }
        if (state instanceof PartsResolved ended && parts.stream().allMatch(Part::isResolved)) {
            return new PartsResolved(parts, ended.sinceVersion());
        }
        Status together = Part.together(parts);
        Question open =
                together == Status.AWAITING_CITIZEN && state instanceof PartsOpen split ? split.question() : null;
        return new PartsOpen(parts, together, open);
    }

    /**
     * What is remembered of a case's way.
     *
     * @param hops how often it went from one department to another without a person in triage deciding
     * @param gaveAway departments that declined it or handed it over
     * @param runnersUp other departments the rules named, best first
     * @param supporters people who joined
     * @param expectedAt when an answer can be expected; kept whoever has the case, moved by {@link CaseEvent.DeadlineSet}, and out
     *     of the closed time of a department that gets the case by the event that gives it
     */
    public record Journey(
            int hops,
            Set<String> gaveAway,
            int contests,
            int supporters,
            List<Reason.RunnerUp> runnersUp,
            @Nullable Instant expectedAt) {

        public Journey {
            gaveAway = Set.copyOf(gaveAway);
            runnersUp = List.copyOf(runnersUp);
        }

        static Journey start(List<Reason.RunnerUp> runnersUp) {
            return new Journey(0, Set.of(), 0, 0, new ArrayList<>(runnersUp), null);
        }

        /** A part begins where the request is; who gave away the whole may have a part. */
        static Journey ofPart(Journey whole) {
            return new Journey(whole.hops(), Set.of(), whole.contests(), whole.supporters(), List.of(), null);
        }

        private Journey after(CaseEvent event) {
            return switch (event) {
                case CaseEvent.ServiceRequestRouted routed ->
                    new Journey(
                            routed.cause() == CaseEvent.Cause.DECLINED ? hops + 1 : hops,
                            gaveAway,
                            contests,
                            supporters,
                            isOfTheRules(routed.cause()) ? routed.reason().runnersUp() : runnersUp,
                            given(routed.expectedAt()));
                case CaseEvent.CaseTransferred transferred ->
                    new Journey(
                            hops + 1,
                            with(transferred.fromDepartment()),
                            contests,
                            supporters,
                            runnersUp,
                            given(transferred.expectedAt()));
                case CaseEvent.ResponsibilityDeclined declined ->
                    new Journey(hops, with(declined.department()), contests, supporters, runnersUp, expectedAt);
                case CaseEvent.CaseContested _ ->
                    new Journey(hops, gaveAway, contests + 1, supporters, runnersUp, expectedAt);
                case CaseEvent.DeadlineSet set ->
                    new Journey(hops, gaveAway, contests, supporters, runnersUp, set.dueAt());
                case CaseEvent.SupportAdded _ ->
                    new Journey(hops, gaveAway, contests, supporters + 1, runnersUp, expectedAt);
                case CaseEvent.PartsChanged changed ->
                    new Journey(
                            hops,
                            gaveAway,
                            contests,
                            supporters,
                            runnersUp,
                            Part.latestDate(changed.parts()).orElse(expectedAt));
                case CaseEvent.RoutingDeferred _,
                        CaseEvent.CaseSplit _,
                        CaseEvent.CaseAcknowledged _,
                        CaseEvent.InformationRequested _,
                        CaseEvent.InformationReceived _,
                        CaseEvent.ProgressReported _,
                        CaseEvent.CaseResolved _,
                        CaseEvent.CaseConfirmed _,
                        CaseEvent.CaseReopened _,
                        CaseEvent.CaseWithdrawn _,
                        CaseEvent.CasesMerged _,
                        CaseEvent.CaseSeparated _,
                        CaseEvent.DeadlineNear _,
                        CaseEvent.DeadlineMissed _,
                        CaseEvent.CaseEscalated _ -> this;
            };
        }

        /** Asked again, the rules may name others than before. */
        private static boolean isOfTheRules(CaseEvent.Cause cause) {
            return cause == CaseEvent.Cause.RULE || cause == CaseEvent.Cause.WORDS;
        }

        private @Nullable Instant given(@Nullable Instant date) {
            return date == null ? expectedAt : date;
        }

        private Set<String> with(String department) {
            Set<String> all = new TreeSet<>(gaveAway);
            all.add(department);
            return all;
        }
    }
}
