package org.relais.notification.delivery;

/** Hands texts to a text center. There is one only where that is configured. */
public interface TextSender {

    Result send(Text text);

    /** The text center's answer. */
    sealed interface Result {

        /** @param providerId what it calls the text when it tells what became of it */
        record Accepted(String providerId) implements Result {}

        /** It will never take it. */
        record Refused(Ending.FailureReason reason, int code) implements Result {}

        /** It did not take it, for now; code 0 where it was not reached. */
        record NotTaken(int code) implements Result {}

        /** The text was handed over, but the answer did not arrive: it may be sent. */
        record Unknown() implements Result {}
    }
}
