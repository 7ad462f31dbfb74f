package org.relais.notification.delivery;

import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.ContactBook.Reply.Known;

/** Where a message to a person goes: the way they wrote, unless they asked otherwise or it doesn't exist here. */
sealed interface Way {

    /** @param address an e-mail address */
    record ByMail(String address) implements Way {

        @Override
        public String toString() {
            return "ByMail[]";
        }
    }

    /** @param number in international form */
    record ByText(String number) implements Way {

        @Override
        public String toString() {
            return "ByText[]";
        }
    }

    /** @param room where the person wrote */
    record ByMatrix(String room) implements Way {

        @Override
        public String toString() {
            return "ByMatrix[]";
        }
    }

    /** There is none, and this is how the message ends. */
    record None(Ending ending) implements Way {}

    /**
     * @param texts whether texts can be sent
     * @param matrix whether messages can be sent by Matrix
     */
    static Way to(Known known, boolean texts, boolean matrix) {
        String room = matrix ? written(known.room()) : null;
        if (room != null && !known.replyStopped()) {
            return new ByMatrix(room);
        }
        String answered = written(known.textsTo());
        String number = answered != null ? answered : written(known.phone());
        String email = written(known.email());
        if (texts && number != null && !known.textsStopped() && (answered != null || email == null)) {
            return new ByText(number);
        }
        if (email != null) {
            return new ByMail(email);
        }
        if (room != null) {
            return new None(new Ending.Withdrawn("messages_stopped"));
        }
        return new None(
                texts && number != null
                        ? new Ending.Withdrawn("texts_stopped")
                        : new Ending.Failed(Ending.FailureReason.NO_CONTACT));
    }

    private static @Nullable String written(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
