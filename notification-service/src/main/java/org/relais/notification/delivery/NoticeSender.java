package org.relais.notification.delivery;

/**
 * Hands notices to a Matrix homeserver. There is one only where that is configured. The same delivery handed over again, after an
 * answer that was lost, stands in the room once.
 */
public interface NoticeSender {

    Result send(Notice notice);

    /** The homeserver's answer. */
    sealed interface Result {

        record Accepted() implements Result {}

        /** It will never take it. */
        record Refused(Ending.FailureReason reason, int code) implements Result {}

        /** It did not say that it took it; code 0 where it was not reached or did not answer. */
        record NotTaken(int code) implements Result {}
    }
}
