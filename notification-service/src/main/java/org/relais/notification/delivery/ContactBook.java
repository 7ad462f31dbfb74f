package org.relais.notification.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a person can be reached, asked anew each time. */
public interface ContactBook {

    Reply contactOf(String requesterId);

    /** What the keeper of contact details answers. */
    sealed interface Reply {

        /**
         * The person is known; the address may be missing all the same.
         *
         * @param replyTo address at which replies by mail are known as this person's; null where nobody reads them
         * @param phone number in international form
         * @param textsTo number that the person wrote from by text, where answers go by text too; null where they asked another way
         * @param textsStopped whether they asked for no more texts
         * @param conversation in which the person wrote by a messenger, where answers go too
         * @param replyStopped whether they asked for no more messages where they wrote
         * @param answeredInReply whether a yes or a no that they answer where they wrote is about this request
         * @param ownUrl where the person who filed acts on their request, a secret of theirs; null for anybody else
         * @param leaveUrl where a person who joined judges the outcome or leaves again, a secret of theirs; null for anybody else
         * @param leftOut why files of the message by which the person asked could not be kept, as words of intake's
         * @param inThread Message-ID of the mail by which the person asked, which answers go under
         * @param numberToCall whom to call instead of waiting, where what they wrote may be an emergency
         */
        record Known(
                @Nullable String email,
                @Nullable String phone,
                @Nullable String textsTo,
                boolean textsStopped,
                @Nullable Conversation conversation,
                boolean replyStopped,
                boolean answeredInReply,
                @Nullable String replyTo,
                @Nullable String inThread,
                @Nullable String ownUrl,
                @Nullable String leaveUrl,
                List<String> leftOut,
                @Nullable String numberToCall)
                implements Reply {

            public Known {
                leftOut = List.copyOf(leftOut);
            }

            /** Somebody with a mailbox alone. */
            static Known byMail(@Nullable String email) {
                return new Known(email, null, null, false, null, false, false, null, null, null, null, List.of(), null);
            }

            @Override
            public String toString() {
                return "Known[email=" + (email == null ? "none" : "present") + "]";
            }
        }

        /**
         * The person asked to be told in no way that is ours.
         *
         * @param reason as it stands where deliveries are listed
         */
        record Unwanted(String reason) implements Reply {}

        /** Nobody of that pseudonym: erased. */
        record Erased() implements Reply {}

        /** No answer now. */
        record Unavailable() implements Reply {}
    }
}
