package org.relais.notification.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened to a request, as far as it matters for telling people. */
public sealed interface Happening {

    Cause cause();

    /**
     * A person filed the request.
     *
     * @param placeWanted whether they are still to say where it is
     */
    record Submitted(
            Cause cause,
            String jurisdictionId,
            String trackingCode,
            String serviceCode,
            String requesterId,
            String language,
            boolean contactable,
            boolean placeWanted)
            implements Happening {

        public Submitted(
                Cause cause,
                String jurisdictionId,
                String trackingCode,
                String serviceCode,
                String requesterId,
                String language,
                boolean contactable) {
            this(cause, jurisdictionId, trackingCode, serviceCode, requesterId, language, contactable, false);
        }
    }

    /** Another person joined it. */
    record Joined(Cause cause, String requesterId, String language, boolean contactable) implements Happening {}

    /** A person acted on it; what comes of it, routing says. */
    record ActedOn(Cause cause, String requesterId) implements Happening {}

    /** A person's contact details were erased. */
    record Erased(Cause cause, String requesterId) implements Happening {}

    /** A department became responsible. */
    record Routed(
            Cause cause,
            String status,
            String department,
            RoutingCause routingCause,
            Map<String, String> reason,
            @Nullable Instant expectedAt)
            implements Happening {

        @Override
        public String toString() {
            return "Routed[cause=" + cause + ", department=" + department + "]";
        }
    }

    /** What led to a routing. */
    enum RoutingCause {
        RULE,
        WORDS,
        TRIAGE,
        DECLINED,
        SPLIT
    }

    /**
     * Nobody is responsible yet; a person will decide.
     *
     * @param elsewhere whether the reason names somebody beyond the territory who answers there
     * @param decideBy by when they are to; null where that isn't known, or has passed already
     */
    record Deferred(
            Cause cause,
            String status,
            Map<String, String> reason,
            boolean elsewhere,
            @Nullable Instant decideBy) implements Happening {

        @Override
        public String toString() {
            return "Deferred[cause=" + cause + "]";
        }
    }

    /** The department took note, perhaps with a word to the people. */
    record Acknowledged(
            Cause cause,
            String status,
            String department,
            @Nullable String message) implements Happening {

        @Override
        public String toString() {
            return "Acknowledged[cause=" + cause + ", department=" + department + "]";
        }
    }

    /** The case moved from one department to another. */
    record Transferred(
            Cause cause,
            String status,
            String fromDepartment,
            String department,
            Map<String, String> reason,
            @Nullable String message,
            @Nullable Instant expectedAt)
            implements Happening {

        @Override
        public String toString() {
            return "Transferred[cause=" + cause + ", department=" + department + "]";
        }
    }

    /** The department said that the case is not its own; who gets it comes next. */
    record Declined(Cause cause, String status, String department, String reason) implements Happening {

        @Override
        public String toString() {
            return "Declined[cause=" + cause + ", department=" + department + "]";
        }
    }

    /** The department asked the requester a question. */
    record Asked(Cause cause, String status, String department, String questionId, String question)
            implements Happening {

        @Override
        public String toString() {
            return "Asked[cause=" + cause + ", questionId=" + questionId + "]";
        }
    }

    /** The question was answered. */
    record Answered(Cause cause, String status, @Nullable String questionId) implements Happening {}

    /** The department reported progress. */
    record Progressed(Cause cause, String status, String department, String message) implements Happening {

        @Override
        public String toString() {
            return "Progressed[cause=" + cause + ", department=" + department + "]";
        }
    }

    /** The case got a date. */
    record DeadlineSet(Cause cause, String status, @Nullable Instant dueAt) implements Happening {}

    /**
     * The case ended with an outcome.
     *
     * @param department null where no single one ended it
     * @param inTriage whether a person in triage did; else, without a department, several had a part each
     */
    record Resolved(
            Cause cause,
            String status,
            @Nullable String department,
            Outcome outcome,
            String message,
            @Nullable LocalDate plannedFor,
            @Nullable String responsible,
            boolean inTriage)
            implements Happening {

        public Resolved(
                Cause cause,
                String status,
                @Nullable String department,
                Outcome outcome,
                String message,
                @Nullable LocalDate plannedFor,
                @Nullable String responsible) {
            this(cause, status, department, outcome, message, plannedFor, responsible, false);
        }

        @Override
        public String toString() {
            return "Resolved[cause=" + cause + ", outcome=" + outcome + "]";
        }
    }

    /** How a case ended. */
    enum Outcome {
        FIXED,
        ALREADY_FIXED,
        PLANNED,
        NOT_OURS,
        NOT_POSSIBLE,
        SOLVED_BY_OTHERS,
        NOTHING_TO_DO,
        UNKNOWN
    }

    /**
     * The outcome was contested.
     *
     * @param department null where several departments have a part each
     */
    record Contested(Cause cause, String status, @Nullable String department) implements Happening {}

    /** The case was taken up again. */
    record Reopened(Cause cause, String status, String department, String reason) implements Happening {

        @Override
        public String toString() {
            return "Reopened[cause=" + cause + ", department=" + department + "]";
        }
    }

    /**
     * Its date passed, and it was raised to somebody's attention.
     *
     * @param department that has it; null while nobody is in charge
     */
    record Escalated(
            Cause cause,
            String status,
            String caseId,
            @Nullable String department,
            Attention to) implements Happening {}

    /** Nobody is in charge, and it has waited for a person to decide for longer than the territory wants anything to. */
    record TriageOverdue(Cause cause, String status, String caseId) implements Happening {}

    /** Whose attention a request is raised to. */
    enum Attention {
        /** Of the department that has it. */
        LEAD,
        OPERATOR
    }

    /** It is about the same matter as another request, and is dealt with together with that one. */
    record Merged(Cause cause, String status, String department) implements Happening {}

    /** It is for several departments, and each has a part of it. */
    record Split(Cause cause, String status) implements Happening {}

    /**
     * Where the parts of a split request stand has changed.
     *
     * @param expectedAt when the last of them can be expected; null where nothing is said of it
     * @param awaitsAnswer whether one of them waits for an answer of the requester's
     */
    record PartsChanged(
            Cause cause, String status, @Nullable Instant expectedAt, boolean awaitsAnswer) implements Happening {}

    /** The request was withdrawn. */
    record Withdrawn(Cause cause, String status) implements Happening {}

    /** What a person did could not be applied. */
    record ActionRefused(Cause cause, String status, String refusedEventId, String refusedType, String reason)
            implements Happening {}

    /** Only the status changed. */
    record StatusChanged(Cause cause, String status) implements Happening {}
}
