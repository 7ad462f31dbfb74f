package org.relais.routing.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a case stands. What may happen next is decided by {@link CaseLifecycle} alone. */
public sealed interface CaseState {

    /** The department that has the case, or had it when it ended; null where none ever had. */
    @Nullable
    String department();

    /** A department has the case and is to act, or waits for the requester. */
    sealed interface Held extends CaseState {
        @Override
        String department();
    }

    /**
     * The request is split: departments have a part each, and this one case stands for all of them before the requester. No
     * department has it.
     */
    sealed interface InParts extends CaseState {
        List<Part> parts();

        @Override
        default @Nullable String department() {
            return null;
        }
    }

    /** The end: words are still heard, and who confirmed an outcome may say that it isn't right after all. */
    sealed interface Closed extends CaseState {}

    /** No rule names a department; a person is to. */
    record AwaitingTriage() implements CaseState {
        @Override
        public @Nullable String department() {
            return null;
        }
    }

    record Routed(String department) implements Held {}

    record Acknowledged(String department) implements Held {}

    record InProgress(String department) implements Held {}

    record AwaitingCitizen(String department, Question question) implements Held {}

    /** The requester did not accept the outcome; the department is to look again. */
    record Contested(String department) implements Held {}

    record Reopened(String department) implements Held {}

    /**
     * @param department that ended it; null where a person in triage did
     * @param sinceVersion version of the case at which it was resolved: what the requester must have seen to judge it
     */
    record Resolved(@Nullable String department, Resolution resolution, long sinceVersion) implements CaseState {}

    /** @param sinceVersion version at which the outcome was given that was confirmed */
    record Confirmed(@Nullable String department, long sinceVersion) implements Closed {}

    /**
     * Not every part has an outcome.
     *
     * @param question the one that a part waits for an answer to, if any
     */
    record PartsOpen(
            List<Part> parts, Status status, @Nullable Question question) implements InParts {
        public PartsOpen {
            parts = List.copyOf(parts);
        }
    }

    /** @param sinceVersion version at which the last part got its outcome: what the requester must have seen to judge it */
    record PartsResolved(List<Part> parts, long sinceVersion) implements InParts {
        public PartsResolved {
            parts = List.copyOf(parts);
        }
    }

    /** @param sinceVersion version at which the last part got the outcome that was confirmed */
    record PartsConfirmed(List<Part> parts, long sinceVersion) implements InParts, Closed {
        public PartsConfirmed {
            parts = List.copyOf(parts);
        }
    }

    record Withdrawn(@Nullable String department) implements Closed {}

    /** Version of the case at which the outcome was given that stands; 0 where none does, or it isn't known any more. */
    default long outcomeSince() {
        return switch (this) {
            case Resolved resolved -> resolved.sinceVersion();
            case Confirmed confirmed -> confirmed.sinceVersion();
            case PartsResolved resolved -> resolved.sinceVersion();
            case PartsConfirmed confirmed -> confirmed.sinceVersion();
            case Held _, AwaitingTriage _, PartsOpen _, Withdrawn _ -> 0;
        };
    }

    default Status status() {
        return switch (this) {
            case AwaitingTriage _ -> Status.AWAITING_TRIAGE;
            case Routed _ -> Status.ROUTED;
            case Acknowledged _ -> Status.ACKNOWLEDGED;
            case InProgress _ -> Status.IN_PROGRESS;
            case AwaitingCitizen _ -> Status.AWAITING_CITIZEN;
            case Contested _ -> Status.CONTESTED;
            case Reopened _ -> Status.REOPENED;
            case Resolved _ -> Status.RESOLVED;
            case PartsOpen split -> split.status();
            case PartsResolved _ -> Status.RESOLVED;
            case Confirmed _, PartsConfirmed _ -> Status.CONFIRMED;
            case Withdrawn _ -> Status.WITHDRAWN;
        };
    }
}
