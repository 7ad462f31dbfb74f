package org.relais.notification.delivery;

import java.util.Locale;

/** How a delivery ended. */
public sealed interface Ending {

    DeliveryStatus status();

    /** Snake_case; empty for a message that was sent or delivered. */
    String reason();

    /** The mail server, text center or messenger took it. */
    record Sent() implements Ending {

        @Override
        public DeliveryStatus status() {
            return DeliveryStatus.SENT;
        }

        @Override
        public String reason() {
            return "";
        }
    }

    /** After it was sent, the text center or messenger said that it arrived. */
    record Delivered() implements Ending {

        @Override
        public DeliveryStatus status() {
            return DeliveryStatus.DELIVERED;
        }

        @Override
        public String reason() {
            return "";
        }
    }

    /** It can't be sent and will not be tried again. */
    record Failed(FailureReason why) implements Ending {

        @Override
        public DeliveryStatus status() {
            return DeliveryStatus.FAILED;
        }

        @Override
        public String reason() {
            return why.word();
        }
    }

    /** It was moot before it left. */
    record Withdrawn(String reason) implements Ending {

        @Override
        public DeliveryStatus status() {
            return DeliveryStatus.WITHDRAWN;
        }
    }

    /** Why a message failed. */
    enum FailureReason {
        /** The person left no address after all. */
        NO_CONTACT,
        /** What the person left is no address or number. */
        ADDRESS_INVALID,
        /** The mail server, text center or messenger refused the address or number for good. */
        ADDRESS_REFUSED,
        /** The mail server takes nothing of ours for that address, by a rule of its own and for good; the address may be right. */
        POLICY_REFUSED,
        /** The mail server, text center or messenger refused the message for good. */
        MESSAGE_REFUSED,
        /** The messenger takes no words of ours so long after the person wrote. */
        REPLY_WINDOW_CLOSED,
        /** The text center or messenger took it, and said later that it did not arrive. */
        NOT_DELIVERED,
        /** It was tried for as long as a message makes sense. */
        GIVEN_UP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
