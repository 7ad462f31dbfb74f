package org.relais.routing.cases;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How somebody changed who has a case, against what the rules decided or where they decided nothing. */
public enum Correction {
    DECLINED,
    TRANSFERRED,
    TRIAGE;

    /** As it is kept, for example {@code declined}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty where nobody changed it; what comes later counts. */
    public static Optional<Correction> in(Effect.Applied applied) {
        return applied.steps().stream()
                .flatMap(step -> Optional.ofNullable(by(step.event())).stream())
                .reduce((earlier, later) -> later);
    }

    private static @Nullable Correction by(CaseEvent event) {
        return switch (event) {
            case CaseEvent.ResponsibilityDeclined _ -> DECLINED;
            case CaseEvent.CaseTransferred _ -> TRANSFERRED;
            case CaseEvent.ServiceRequestRouted routed -> routed.cause() == CaseEvent.Cause.TRIAGE ? TRIAGE : null;
            case CaseEvent.RoutingDeferred _,
                    CaseEvent.CaseAcknowledged _,
                    CaseEvent.InformationRequested _,
                    CaseEvent.InformationReceived _,
                    CaseEvent.ProgressReported _,
                    CaseEvent.CaseResolved _,
                    CaseEvent.CaseConfirmed _,
                    CaseEvent.CaseContested _,
                    CaseEvent.CaseReopened _,
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
