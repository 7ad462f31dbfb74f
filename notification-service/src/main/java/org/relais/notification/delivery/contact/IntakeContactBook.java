package org.relais.notification.delivery.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.relais.notification.delivery.ContactBook;
import org.relais.notification.delivery.Conversation;
import org.relais.platform.security.ServiceClients;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks intake, which keeps contact details and writes down that it was asked. */
@Component
class IntakeContactBook implements ContactBook {

    private static final String EMAIL = "email";
    private static final String SMS = "sms";
    private static final String CALL = "phone";
    private static final String NONE = "none";
    private static final String UNKNOWN = "\"requester_unknown\"";

    private final RestClient intake;

    IntakeContactBook(ServiceClients clients, @Value("${relais.intake.url}") String url) {
        this.intake = clients.to(url);
    }

    @Override
    public Reply contactOf(String requesterId) {
        try {
            Contact contact = intake.get()
                    .uri("/api/v1/requesters/{requesterId}/contact?purpose=notification", requesterId)
                    .retrieve()
                    .body(Contact.class);
            return contact == null ? new Reply.Unavailable() : known(contact);
        } catch (HttpClientErrorException refusal) {
            // Any other 404 is a wrong address or a half-started intake, and no reason to give up on a person.
            boolean erased = refusal.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
                    && refusal.getResponseBodyAsString().contains(UNKNOWN);
            return erased ? new Reply.Erased() : new Reply.Unavailable();
        } catch (RestClientException unanswered) {
            return new Reply.Unavailable();
        }
    }

    private static Reply known(Contact contact) {
        Handle handle = contact.reply();
        if (handle != null && NONE.equals(handle.channel())) {
            return new Reply.Unwanted("asked_not_to_be_told");
        }
        if (handle != null && CALL.equals(handle.channel())) {
            return new Reply.Unwanted("asked_to_be_called");
        }
        String thread = handle != null && EMAIL.equals(handle.channel()) ? handle.thread() : null;
        List<String> leftOut = contact.leftOut();
        String textsTo = handle != null && SMS.equals(handle.channel()) ? handle.address() : null;
        return new Reply.Known(
                contact.email(),
                contact.phone(),
                textsTo,
                Boolean.TRUE.equals(contact.textsStopped()),
                conversation(handle, contact.heardAt()),
                Boolean.TRUE.equals(contact.replyStopped()),
                Boolean.TRUE.equals(contact.answeredInReply()),
                contact.replyTo(),
                thread,
                contact.ownUrl(),
                contact.leaveUrl(),
                leftOut == null ? List.of() : leftOut,
                contact.numberToCall());
    }

    /** Whatever is neither mail nor text is a messenger, by the name that intake has for it. */
    private static @Nullable Conversation conversation(@Nullable Handle handle, @Nullable Instant heardAt) {
        if (handle == null) {
            return null;
        }
        String channel = handle.channel();
        String address = handle.address();
        return channel == null || channel.equals(EMAIL) || channel.equals(SMS) || address == null || address.isBlank()
                ? null
                : new Conversation(channel, address, handle.thread(), heardAt);
    }

    private record Handle(
            @Nullable String channel,
            @Nullable String address,
            @Nullable String thread) {

        @Override
        public String toString() {
            return "Handle[]";
        }
    }

    private record Contact(
            @Nullable String email,
            @Nullable String phone,
            @Nullable Boolean textsStopped,
            @Nullable Handle reply,
            @Nullable Boolean replyStopped,
            @Nullable Boolean answeredInReply,
            @Nullable Instant heardAt,
            @Nullable String replyTo,
            @Nullable String ownUrl,
            @Nullable String leaveUrl,
            @Nullable List<String> leftOut,
            @Nullable String numberToCall) {

        @Override
        public String toString() {
            return "Contact[]";
        }
    }
}
