package org.relais.notification.planning;

import java.util.Map;

/**
 * One message to one person, still without words.
 *
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

    public PlannedMessage {
        details = Map.copyOf(details);
    }

    /** What a message can carry of its event. Times and dates are in ISO 8601. */
    public enum Detail {
        DEPARTMENT,
        PREVIOUS_DEPARTMENT,
        EXPECTED_AT,
        REASON,
        DECLINED_REASON,
        MESSAGE,
        QUESTION_ID,
        OUTCOME,
        PLANNED_FOR,
        RESPONSIBLE,
        REFUSED_TYPE,
        REFUSAL,
        PLACE_WANTED
    }

    @Override
    public String toString() {
        return "PlannedMessage[requesterId=" + requesterId + ", kind=" + kind + ", cause=" + cause + "]";
    }
}
