package org.relais.notification.planning;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are moot, if they have not left yet.
 *
 * @param requesterId whose; null for everybody's
 * @param questionId about which question; null for any
 */
public record Recall(
        Reason reason,
        Set<MessageKind> kinds,
        @Nullable String requesterId,
        @Nullable String questionId) {

    /** Why a message is moot; reaches the delivery event and the metric in lower case. */
    public enum Reason {
        QUESTION_ANSWERED,
        /** Nobody waits for the answer any more: the part of the request that asked has ended, or gone to another department. */
        QUESTION_CLOSED,
        CASE_RESOLVED,
        REQUEST_WITHDRAWN,
        REQUESTER_ERASED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Recall question(String questionId) {
        return new Recall(Reason.QUESTION_ANSWERED, Set.of(MessageKind.QUESTION), null, questionId);
    }

    /** There is at most one open question of a request. */
    static Recall closedQuestion() {
        return new Recall(Reason.QUESTION_CLOSED, Set.of(MessageKind.QUESTION), null, null);
    }

    static Recall mootByOutcome() {
        return new Recall(
                Reason.CASE_RESOLVED,
                EnumSet.of(MessageKind.QUESTION, MessageKind.ESCALATED, MessageKind.TRIAGE_OVERDUE),
                null,
                null);
    }

    /** The receipt is owed all the same. */
    static Recall allButReceipt() {
        return new Recall(Reason.REQUEST_WITHDRAWN, EnumSet.complementOf(EnumSet.of(MessageKind.RECEIPT)), null, null);
    }

    static Recall allOf(String requesterId) {
        return new Recall(Reason.REQUESTER_ERASED, EnumSet.allOf(MessageKind.class), requesterId, null);
    }
}
