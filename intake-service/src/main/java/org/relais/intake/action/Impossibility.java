package org.relais.intake.action;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.tracking.Status;
import org.relais.intake.tracking.TrackedRequest;

/** Why an action obviously can't be; in doubt routing decides. */
public enum Impossibility {
    REQUEST_CLOSED,
    /** There is an outcome to confirm or to contest; nothing else can be done until then. */
    REQUEST_RESOLVED,
    NOT_RESOLVED,
    /** It judges an outcome in whose place there is another now, which the person hasn't seen. */
    OUTCOME_CHANGED,
    CASE_VERSION_UNKNOWN,
    ACTION_ALREADY_RECORDED,
    ALREADY_JOINED,
    /** It concerns one person alone. */
    REQUEST_PRIVATE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null where the action may be possible. */
    static @Nullable Impossibility of(CitizenAction action, TrackedRequest request, long seenVersion) {
        if (seenVersion < 0 || seenVersion > request.caseVersion()) {
            return CASE_VERSION_UNKNOWN;
        }
        return switch (action) {
            case CitizenAction.AddDetails add -> over(request);
            case CitizenAction.Withdraw withdraw -> over(request);
            case CitizenAction.Join join -> closed(request);
            case CitizenAction.Confirm confirm ->
                request.status().equals(Status.RESOLVED) ? null : closedOr(NOT_RESOLVED, request);
            case CitizenAction.Contest contest -> hasOutcomeToContest(request) ? null : closedOr(NOT_RESOLVED, request);
        };
    }

    private static boolean hasOutcomeToContest(TrackedRequest request) {
        return request.status().equals(Status.RESOLVED) || request.status().equals(Status.CONFIRMED);
    }

    private static @Nullable Impossibility over(TrackedRequest request) {
        return request.status().equals(Status.RESOLVED) ? REQUEST_RESOLVED : closed(request);
    }

    private static @Nullable Impossibility closed(TrackedRequest request) {
        return request.status().equals(Status.WITHDRAWN) || request.status().equals(Status.CONFIRMED)
                ? REQUEST_CLOSED
                : null;
    }

    private static Impossibility closedOr(Impossibility otherwise, TrackedRequest request) {
        return closed(request) != null ? REQUEST_CLOSED : otherwise;
    }
}
