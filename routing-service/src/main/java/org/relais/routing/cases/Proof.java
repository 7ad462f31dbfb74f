package org.relais.routing.cases;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a case says of whether the department that has it then is the right one. */
public enum Proof {
    /** It isn't known any more. */
    OPEN,
    /** It read what was decided and let it stand: that much words alone don't get as a proof. */
    TAKEN_UP,
    /** A person named it, or it gave the request its outcome. */
    GIVEN;

    /** Empty where none of this says anything; what comes later counts. */
    public static Optional<Proof> in(Effect.Applied applied) {
        return applied.steps().stream()
                .flatMap(step -> Optional.ofNullable(of(step.event())).stream())
                .reduce((earlier, later) -> later);
    }

    private static @Nullable Proof of(CaseEvent event) {
        return switch (event) {
            case CaseEvent.ServiceRequestRouted routed ->
                switch (routed.cause()) {
                    case RULE, WORDS, SPLIT -> null;
                    case TRIAGE -> GIVEN;
                    // The next rule's department has yet to read it; one that was proposed was named by a person.
                    case DECLINED -> routed.reason().ruleId().isEmpty() ? GIVEN : OPEN;
                };
            case CaseEvent.CaseTransferred _ -> GIVEN;
            case CaseEvent.ResponsibilityDeclined _ -> OPEN;
            case CaseEvent.CaseAcknowledged _,
                    CaseEvent.InformationRequested _,
                    CaseEvent.ProgressReported _,
                    CaseEvent.CaseReopened _ -> TAKEN_UP;
            case CaseEvent.CaseResolved resolved -> {
                if (resolved.resolution().settled() == Outcome.NOT_OURS) {
                    yield OPEN;
                }
                yield resolved.department() == null ? null : GIVEN;
            }
            case CaseEvent.RoutingDeferred _,
                    CaseEvent.InformationReceived _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.CaseContested _,
                    CaseEvent.CaseWithdrawn _,
                    CaseEvent.CasesMerged _,
                    CaseEvent.CaseSeparated _,
                    CaseEvent.CaseSplit _,
                    CaseEvent.PartsChanged _,
                    CaseEvent.DeadlineSet _,
                    CaseEvent.DeadlineNear _,
                    CaseEvent.DeadlineMissed _,
                    CaseEvent.CaseEscalated _,
                    CaseEvent.SupportAdded _ -> null;
        };
    }
}
