package org.relais.intake.mail;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.channel.InboundContact.Attachment;

/**
 * A mail as it was read.
 *
 * @param contentType of the whole mail, without parameters
 * @param headers by lower-case name, the topmost first
 * @param recipients addresses from every header that names one
 * @param from null where it holds no usable address
 * @param text as it was written, quotations included
 * @param unreadable whether its words are encrypted, or hidden otherwise
 * @param cut how many of its parts were too much to be read
 * @param rawHash tells one mail from another where it has no Message-ID
 */
public record ReceivedMail(
        String contentType,
        Map<String, List<String>> headers,
        List<String> recipients,
        @Nullable Sender from,
        String subject,
        String text,
        List<Attachment> attachments,
        boolean unreadable,
        int cut,
        String rawHash) {

    private static final int LONGEST_MESSAGE_ID = 500;

    /** Who a mail says it is from. Anyone can write that. */
    public record Sender(String address, @Nullable String name) {

        String localPart() {
            int at = address.lastIndexOf('@');
            return (at < 0 ? address : address.substring(0, at)).toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "Sender[]";
        }
    }

    public ReceivedMail {
        headers = Map.copyOf(headers);
        recipients = List.copyOf(recipients);
        attachments = List.copyOf(attachments);
    }

    List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    boolean has(String name) {
        return headers.containsKey(name);
    }

    /** Its Message-ID, angle brackets included, where it has one that can stand in another mail's header. */
    Optional<String> messageId() {
        return first("message-id").map(String::strip).filter(ReceivedMail::isMessageId);
    }

    /** Whether it answers another mail. */
    boolean isReply() {
        return has("in-reply-to") || has("references");
    }

    private static boolean isMessageId(String text) {
        return text.length() <= LONGEST_MESSAGE_ID
                && text.startsWith("<")
                && text.endsWith(">")
                && text.substring(1, text.length() - 1)
                        .chars()
                        .allMatch(character ->
                                character > ' ' && character < 0x7F && character != '<' && character != '>')
                && text.indexOf('@') > 1;
    }

    @Override
    public String toString() {
        return "ReceivedMail[]";
    }
}
