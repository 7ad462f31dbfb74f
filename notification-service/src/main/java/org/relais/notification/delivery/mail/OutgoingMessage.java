package org.relais.notification.delivery.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.relais.notification.delivery.Mail;

/** A mail as it goes over the wire: the same bytes for the same delivery, however often it is built. */
final class OutgoingMessage extends MimeMessage {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String UTF_8 = "UTF-8";

    private final String messageId;
    private boolean handedOver;

    OutgoingMessage(Session session, Mail mail, MailSettings settings, InternetAddress to)
            throws MessagingException, UnsupportedEncodingException {
        super(session);
        this.messageId = messageId(mail.deliveryId(), settings);
        setFrom(new InternetAddress(settings.from(), mail.sender(), UTF_8));
        setRecipient(RecipientType.TO, to);
        String replyTo = mail.replyTo() != null ? mail.replyTo() : settings.replyTo();
        if (replyTo != null && !replyTo.isBlank()) {
            setReplyTo(InternetAddress.parse(replyTo));
        }
        setSubject(mail.content().subject(), UTF_8);
        setHeader("Date", DATE.format(mail.datedAt()));
        setHeader("Content-Language", mail.language());
        // No out-of-office reply is wanted (RFC 3834).
        setHeader("Auto-Submitted", "auto-generated");
        String parent = mail.threadStart() == null ? null : messageId(mail.threadStart(), settings);
        String own = mail.inThread();
        if (parent != null) {
            setHeader("In-Reply-To", parent);
            setHeader("References", own == null ? parent : own + "\r\n " + parent);
        } else if (own != null) {
            setHeader("In-Reply-To", own);
            setHeader("References", own);
        }
        setContent(new Alternatives(mail));
        saveChanges();
    }

    /** Whether the content was given to the mail server, or begun to be. */
    boolean handedOver() {
        return handedOver;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException, MessagingException {
        handedOver = true;
        super.writeTo(out, ignoreList);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static String messageId(String deliveryId, MailSettings settings) {
        return "<" + deliveryId + "@" + settings.domain() + ">";
    }

    /** Plain text and HTML, each complete, behind a boundary that does not change. */
    private static final class Alternatives extends MimeMultipart {

        Alternatives(Mail mail) throws MessagingException {
            super("alternative");
            contentType = "multipart/alternative; boundary=\"=_" + mail.deliveryId() + "\"";
            addBodyPart(part(mail, mail.content().text(), "plain"));
            addBodyPart(part(mail, mail.content().html(), "html"));
        }

        private static MimeBodyPart part(Mail mail, String content, String subtype) throws MessagingException {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(content, UTF_8, subtype);
            part.setHeader("Content-Transfer-Encoding", "quoted-printable");
            part.setHeader("Content-Language", mail.language());
            return part;
        }
    }
}
