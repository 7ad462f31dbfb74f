package org.relais.routing.cases;

import java.util.Locale;

/** Why a command or a requester's act could not be carried out; the same word reaches citizen, department, log and metric. */
public enum RefusalReason {
    /** No such case, or it is another department's. */
    CASE_NOT_FOUND(Kind.NOT_FOUND),
    /** The case moved on since they saw it. */
    STALE_VERSION(Kind.CONFLICT),
    /** The command's id was used before, with another content. */
    COMMAND_ID_REUSED(Kind.REUSED),

    MESSAGE_MISSING("message"),
    QUESTION_MISSING("question"),
    REASON_MISSING("reason"),
    OUTCOME_MISSING("outcome"),
    /** Only who does the work can say that it is done, or planned. */
    OUTCOME_NEEDS_DEPARTMENT("outcome"),
    PLANNED_FOR_MISSING("plannedFor"),
    /** A day that is over, or so far that nobody can promise it. */
    PLANNED_FOR_OUT_OF_RANGE("plannedFor"),
    RESPONSIBLE_MISSING("responsible"),
    DEPARTMENT_UNKNOWN("department"),
    SERVICE_UNKNOWN("serviceCode"),
    /** A part is seen by whoever sees the request. */
    VISIBILITY_OF_THE_WHOLE("visibility"),
    /** What the service says of its requests no person opens. */
    SERVICE_IS_PRIVATE("visibility"),
    TEXT_TOO_LONG(""),
    /** A text holds control characters or half a character. */
    TEXT_UNUSABLE(""),

    /** Not two to five parts. */
    PARTS_OUT_OF_RANGE("parts"),
    /** A part doesn't say what is to be done. */
    WORK_MISSING("parts"),
    PART_DEPARTMENT_UNKNOWN("parts"),

    /** The case to merge into is none of the department's, or the case itself. */
    MERGE_TARGET_UNKNOWN("into"),

    /** The case follows another; what is done is done there. */
    CASE_MERGED(Kind.CONFLICT),
    /** The case is one part of a split request. */
    CASE_IS_PART(Kind.CONFLICT),
    /** The case to merge into has ended, follows another itself, or is a part. */
    MERGE_TARGET_NOT_OPEN(Kind.CONFLICT),
    /** What is said of it is for one person alone, so it can't be told to another. */
    CONCERNS_ONE_PERSON(Kind.CONFLICT),
    /** Others follow the case. */
    HAS_MERGED_CASES(Kind.CONFLICT),
    ALREADY_ACKNOWLEDGED(Kind.CONFLICT),
    QUESTION_ALREADY_OPEN(Kind.CONFLICT),
    ALREADY_THERE(Kind.CONFLICT),
    /** The department named gave the case away before. */
    GAVE_IT_AWAY_BEFORE(Kind.CONFLICT),
    TOO_MANY_HOPS(Kind.CONFLICT),
    NOT_AWAITING_TRIAGE(Kind.CONFLICT),
    /** The request names another service than the person in triage does. */
    SERVICE_ALREADY_NAMED(Kind.CONFLICT),
    NOT_RESOLVED(Kind.CONFLICT),
    CASE_RESOLVED(Kind.CONFLICT),
    CASE_CLOSED(Kind.CONFLICT);

    /** What kind of no it is. */
    public enum Kind {
        NOT_FOUND,
        /** Something is missing or wrong in the command itself. */
        INCOMPLETE,
        /** The command is at odds with where the case stands. */
        CONFLICT,
        REUSED
    }

    private final Kind kind;
    private final String field;

    RefusalReason(Kind kind) {
        this.kind = kind;
        this.field = "";
    }

    RefusalReason(String field) {
        this.kind = Kind.INCOMPLETE;
        this.field = field;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** What in the command it is about; empty for the command as a whole. */
    public String field() {
        return field;
    }
}
