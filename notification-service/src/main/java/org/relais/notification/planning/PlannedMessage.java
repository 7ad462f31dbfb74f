package org.relais.notification.planning;

import java.util.Map;

/**
 * One message to one person or office, still without words.
 *
 * @param requesterId pseudonym; {@link #OFFICE} for a message to an office
 * @param language that the person asked for; empty for an office, which is written to in its territory's
 * @param awaitsRouting whether it waits a little for the routing decision, so that it can name who is in charge
 * @param details what the message says beyond what is known of the request; see {@link Detail}
 */
public record PlannedMessage(
        String requesterId,
        String language,
        MessageKind kind,
        Cause cause,
        boolean awaitsRouting,
        Map<Detail, String> details) {

    /** Who is written to in place of a person: which office it is, the details say. */
    public static final String OFFICE = "";

    public PlannedMessage {
        details = Map.copyOf(details);
    }

    /** What a message can carry of its event. Times and dates are in ISO 8601. */
    public enum Detail {
        DEPARTMENT,
        PREVIOUS_DEPARTMENT,
        EXPECTED_AT,
        DECIDE_BY,
        REASON,
        DECLINED_REASON,
        MESSAGE,
        QUESTION_ID,
        OUTCOME,
        PLANNED_FOR,
        RESPONSIBLE,
        REFUSED_TYPE,
        REFUSAL,
        PLACE_WANTED,
        CASE_ID,
        ESCALATED_TO,
        ELSEWHERE,
        /** Whether a person who looks after all departments did it, and none of them. */
        BY_AGENT
    }

    @Override
    public String toString() {
        return "PlannedMessage[requesterId=" + requesterId + ", kind=" + kind + ", cause=" + cause + "]";
    }
}
