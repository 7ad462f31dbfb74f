package org.relais.routing.cases;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.relais.routing.territory.DeadlinePolicy;

/** What happened to a case. */
public sealed interface CaseEvent {

    /** Its name, as it stands in histories and in what a department is told. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** Whether it makes the case's version one higher; what doesn't is told to the department only. */
    default boolean isOfTheCasesLife() {
        return !(this instanceof SupportAdded || this instanceof DeadlineNear || this instanceof CaseSeparated);
    }

    /** What led to a routing. */
    enum Cause {
        RULE,
        WORDS,
        TRIAGE,
        DECLINED,
        SPLIT
    }

    /** @param serviceCode service that a person in triage says it is about; null where they don't, and otherwise */
    record ServiceRequestRouted(
            String department,
            Reason reason,
            Cause cause,
            @Nullable Instant expectedAt,
            @Nullable String serviceCode) implements CaseEvent {

        ServiceRequestRouted(String department, Reason reason, Cause cause, @Nullable Instant expectedAt) {
            this(department, reason, cause, expectedAt, null);
        }

        ServiceRequestRouted because(Reason other) {
            return new ServiceRequestRouted(department, other, cause, expectedAt, serviceCode);
        }
    }

    /** @param decideBy by when somebody is to have decided; null where that isn't known, or has passed already */
    record RoutingDeferred(Reason reason, @Nullable Instant decideBy) implements CaseEvent {

        RoutingDeferred(Reason reason) {
            this(reason, null);
        }

        RoutingDeferred because(Reason other) {
            return new RoutingDeferred(other, decideBy);
        }
    }

    record CaseAcknowledged(String department, Words message) implements CaseEvent {}

    record InformationRequested(String department, Question question) implements CaseEvent {}

    /**
     * The requester added something.
     *
     * @param answered the open question, if this answers it
     * @param serviceCode service that they now say it is about; null where they don't
     * @param place where they now say it is; null where they don't
     */
    record InformationReceived(
            @Nullable String department,
            @Nullable UUID answered,
            String sourceEventId,
            Words text,
            List<Answer> answers,
            List<String> attachments,
            @Nullable String serviceCode,
            @Nullable Place place)
            implements CaseEvent {}

    record ProgressReported(String department, Words message) implements CaseEvent {}

    record ResponsibilityDeclined(
            String department, Words reason, @Nullable String proposedDepartment) implements CaseEvent {}

    record CaseTransferred(
            String fromDepartment,
            String department,
            Reason reason,
            Words message,
            @Nullable Instant expectedAt) implements CaseEvent {

        CaseTransferred because(Reason other) {
            return new CaseTransferred(fromDepartment, department, other, message, expectedAt);
        }
    }

    /** @param department null where a person in triage ended it, or every part of a split request has an outcome */
    record CaseResolved(@Nullable String department, Resolution resolution) implements CaseEvent {}

    /** @param department null where no single one ended it */
    record CaseConfirmed(@Nullable String department) implements CaseEvent {}

    /** @param department null where no single one ended it */
    record CaseContested(@Nullable String department, String sourceEventId, Words reason) implements CaseEvent {}

    record CaseReopened(String department, Words reason) implements CaseEvent {}

    record CaseWithdrawn(@Nullable String department, String sourceEventId, Words reason) implements CaseEvent {}

    /**
     * The case is about the same matter as another of its department's: from now on it follows that one's life.
     *
     * @param as where it stands from now on: where the other stands, save what concerns its requester alone
     * @param reason why the department has it, if it didn't have it before; null where it did
     */
    record CasesMerged(
            String department,
            UUID intoCaseId,
            UUID intoRequestId,
            CaseState as,
            @Nullable Reason reason) implements CaseEvent {}

    /** The case it followed was withdrawn, or became one person's own affair: it has a life of its own again, and stands where it stood. Told to the department only. */
    record CaseSeparated(@Nullable String department) implements CaseEvent {}

    /**
     * The request's case was split: from now on it stands for its parts, and nobody has it.
     *
     * @param department that did; null where a person in triage did
     */
    record CaseSplit(@Nullable String department, List<Part> parts) implements CaseEvent {
        public CaseSplit {
            parts = List.copyOf(parts);
        }
    }

    /** Of a split request as a whole: where its parts stand has changed. */
    record PartsChanged(List<Part> parts) implements CaseEvent {
        public PartsChanged {
            parts = List.copyOf(parts);
        }
    }

    /** The case got another date: it moves by the opening hours for which nothing was expected of the department. */
    record DeadlineSet(@Nullable String department, Instant dueAt) implements CaseEvent {}

    /** The date comes near. It says nothing about where the case stands, so the version stays; told to the department only. */
    record DeadlineNear(@Nullable String department, Instant dueAt) implements CaseEvent {}

    record DeadlineMissed(@Nullable String department, Instant dueAt) implements CaseEvent {}

    /**
     * The case was raised to somebody's attention.
     *
     * @param level 1 for the first of the territory's chain, and for the one step that waiting in triage has
     */
    record CaseEscalated(@Nullable String department, int level, DeadlinePolicy.Level to, Alarm because)
            implements CaseEvent {

        CaseEscalated(@Nullable String department, int level, DeadlinePolicy.Level to) {
            this(department, level, to, Alarm.DEADLINE_MISSED);
        }
    }

    /** Why a case is raised to somebody's attention. */
    enum Alarm {
        DEADLINE_MISSED,
        /** It has waited in triage for longer than the territory wants anything to. */
        TRIAGE_OVERDUE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Another person joined. It says nothing about where the case stands, so the version stays. */
    record SupportAdded(@Nullable String department, String sourceEventId, Words comment) implements CaseEvent {}
}
