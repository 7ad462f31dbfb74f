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

    /** @param conversation where the person wrote */
    record InConversation(Conversation conversation) implements Way {}

    /** There is none, and this is how the message ends. */
    record None(Ending ending) implements Way {}

    /**
     * @param texts whether texts can be sent
     * @param messages whether messages can be sent where the person wrote by a messenger
     */
    static Way to(Known known, boolean texts, boolean messages) {
        Conversation conversation = messages ? known.conversation() : null;
        // A messenger that knows the person's number is silent where the number is.
        if (conversation != null && !known.replyStopped() && !known.textsStopped()) {
            return new InConversation(conversation);
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
        if (conversation != null) {
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
