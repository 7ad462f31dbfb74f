package org.relais.notification.delivery;

import org.jspecify.annotations.Nullable;

/** Hands notices to a messenger. There is one only where that is configured. */
public interface NoticeSender {

    /** Whether it can write there. */
    boolean reaches(Conversation conversation);

    /** A notice to a conversation that it reaches. */
    Result send(Notice notice);

    /** What is on the other side, in the words of reasons: {@code homeserver}, {@code messenger}. */
    String counterpart();

    /** The messenger's answer. */
    sealed interface Result {

        /** @param mark under which a receipt will come; null where none does */
        record Accepted(@Nullable String mark) implements Result {}

        /** It will never take it. */
        record Refused(Ending.FailureReason reason, int code) implements Result {}

        /** It did not take it, for now; code 0 where it was not reached. A messenger that knows a repeat says so too where it did not answer. */
        record NotTaken(int code) implements Result {}

        /** The notice was handed over, but the answer did not arrive: it may be there. */
        record Unknown() implements Result {}
    }
}
