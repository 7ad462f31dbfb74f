package org.relais.notification.delivery;

/** Hands mails to a mail server. */
public interface Mailer {

    Result send(Mail mail);

    /** The mail server's answer. */
    sealed interface Result {

        /** It took the mail. */
        record Accepted() implements Result {}

        /** It will never take it. */
        record Refused(Ending.FailureReason reason, int code) implements Result {}

        /** It did not take it, for now; code 0 where it was not reached. */
        record NotTaken(int code) implements Result {}

        /** The mail was handed over, but the answer did not arrive: it may be sent. */
        record Unknown() implements Result {}
    }
}
