package org.relais.e2e.client;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.relais.e2e.guarantee.History.Mail;
import org.relais.e2e.system.SystemUnderTest;

/** A person's mailbox, read over IMAP. */
public final class Mailbox {

    /** A mail as it was delivered. */
    public record Letter(String messageId, String subject, String raw) {

        /** A header's value, unfolded; empty where there is none. */
        public String header(String name) {
            var found = Pattern.compile("(?im)^" + name + ":[ \\t]*(.*(?:\\R[ \\t].*)*)$")
                    .matcher(raw);
            return found.find() ? found.group(1).replaceAll("\\s+", " ").strip() : "";
        }
    }

    private final int smtpPort;
    private final int imapPort;
    private final String address;

    public Mailbox(SystemUnderTest system, String address) {
        this.smtpPort = system.smtpPort();
        this.imapPort = system.imapPort();
        this.address = address;
    }

    public List<Letter> letters() {
        return read(Mailbox::letter);
    }

    /** What of them the guarantees look at, asked for all at once: whole letters, one after the other, would take minutes. */
    public List<Mail> mails() {
        return read(message -> new Mail(address, id(message)));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Message message) throws MessagingException, IOException;
    }

    private <T> List<T> read(Reading<T> reading) {
        var properties = new Properties();
        properties.put("mail.imap.timeout", "10000");
        properties.put("mail.imap.connectiontimeout", "10000");
        try (var store = Session.getInstance(properties).getStore("imap")) {
            store.connect("localhost", imapPort, address, address);
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            var messages = inbox.getMessages();
            var profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            profile.add("Message-ID");
            inbox.fetch(messages, profile);
            var read = new ArrayList<T>();
            for (Message message : messages) {
                read.add(reading.of(message));
            }
            return read;
        } catch (MessagingException e) {
            throw new IllegalStateException("mailbox can't be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a mail of this person's, with any headers. */
    public void send(String to, String messageId, String subject, String text, Map<String, String> headers) {
        var properties = new Properties();
        properties.put("mail.smtp.timeout", "10000");
        properties.put("mail.smtp.from", address);
        var session = Session.getInstance(properties);
        try (var transport = session.getTransport("smtp")) {
            var mail = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", messageId);
                }
            };
            mail.setFrom(new InternetAddress(address));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
            mail.setSubject(subject, "UTF-8");
            mail.setText(text, "UTF-8");
            for (var header : headers.entrySet()) {
                mail.setHeader(header.getKey(), header.getValue());
            }
            mail.saveChanges();
            transport.connect("localhost", smtpPort, null, null);
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new IllegalStateException("mail can't be sent", e);
        }
    }

    private static Letter letter(Message message) throws MessagingException, IOException {
        var raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        return new Letter(id(message), message.getSubject(), raw.toString(StandardCharsets.UTF_8));
    }

    private static String id(Message message) throws MessagingException {
        var ids = message.getHeader("Message-ID");
        return ids == null ? "" : ids[0].replace("<", "").replace(">", "");
    }
}
