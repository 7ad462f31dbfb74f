package org.relais.intake.mail.imap;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.Utility;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.MessageSet;
import org.eclipse.angus.mail.imap.protocol.UID;

/** An open mailbox. */
final class Mailbox implements AutoCloseable {

    private static final String TIMEOUT = "20000";

    private final IMAPStore store;
    private final IMAPFolder inbox;

    /** By UID: other numbers move when somebody else takes a mail out. */
    private final Map<Long, byte[]> ahead = new HashMap<>();

    private final List<Message> removed = new ArrayList<>();

    private Mailbox(IMAPStore store, IMAPFolder inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    static Mailbox open(MailboxSettings settings) throws MessagingException {
        MailboxSettings.Imap imap = settings.imap();
        String protocol = imap.tls() ? "imaps" : "imap";
        Properties properties = new Properties();
        for (String name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail." + protocol + "." + name, TIMEOUT);
        }
        properties.setProperty("mail." + protocol + ".peek", "true");
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore(protocol);
        store.connect(imap.host(), imap.port(), settings.username(), imap.password());
        try {
            IMAPFolder inbox = (IMAPFolder) store.getFolder(imap.folder());
            inbox.open(Folder.READ_WRITE);
            return new Mailbox(store, inbox);
        } catch (MessagingException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    /** What lies there, the oldest first, by names that no other mail of this mailbox had or will have. */
    SequencedMap<String, Message> mails() throws MessagingException {
        Message[] all = inbox.getMessages();
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.FLAGS);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        inbox.fetch(all, profile);
        SequencedMap<String, Message> mails = new LinkedHashMap<>();
        for (Message mail : all) {
            if (isThere(mail)) {
                mails.put("uid/" + inbox.getUIDValidity() + "/" + inbox.getUID(mail), mail);
            }
        }
        return mails;
    }

    private static boolean isThere(Message mail) {
        try {
            return !mail.isExpunged() && !mail.isSet(Flags.Flag.DELETED);
        } catch (MessagingException gone) {
            return false;
        }
    }

    static long size(Message mail) throws MessagingException {
        return Math.max(0, mail.getSize());
    }

    static long receivedAt(Message mail, long otherwise) throws MessagingException {
        Date date = mail.getReceivedDate();
        return date == null ? otherwise : Math.min(date.getTime(), otherwise);
    }

    /** Fetches mails by one command, as the first bytes that {@link #bytes} will be asked for. */
    void fetchAhead(List<Message> mails) throws MessagingException {
        ahead.clear();
        if (mails.size() < 2) {
            return;
        }
        inbox.doCommand(protocol -> {
            MessageSet[] set = Utility.toMessageSet(mails.toArray(Message[]::new), null);
            if (set == null) {
                return null;
            }
            Response[] answers = protocol.fetch(set, "UID BODY.PEEK[]");
            for (Response answer : answers) {
                if (answer instanceof FetchResponse fetched) {
                    UID uid = fetched.getItem(UID.class);
                    BODY body = fetched.getItem(BODY.class);
                    if (uid != null && body != null && body.getByteArrayInputStream() != null) {
                        ahead.put(uid.uid, body.getByteArrayInputStream().readAllBytes());
                    }
                }
            }
            protocol.notifyResponseHandlers(answers);
            protocol.handleResult(answers[answers.length - 1]);
            return null;
        });
    }

    /** The mail's bytes; at most so many and one more. */
    byte[] bytes(Message mail, int most) throws MessagingException, IOException {
        byte[] fetched = ahead.remove(inbox.getUID(mail));
        if (fetched != null && fetched.length <= most) {
            return fetched;
        }
        try (InputStream stream = ((IMAPMessage) mail).getMimeStream()) {
            return stream.readNBytes(most + 1);
        }
    }

    /** Takes a mail out of the mailbox, at the next {@link #tidy}. */
    void remove(Message mail) {
        removed.add(mail);
    }

    /** Takes out at once what was removed: until then it is read again after a crash, and becomes the same thing. */
    void tidy() throws MessagingException {
        if (!removed.isEmpty()) {
            inbox.setFlags(removed.toArray(Message[]::new), new Flags(Flags.Flag.DELETED), true);
            removed.clear();
            inbox.expunge();
        }
    }

    /** Puts a mail into another folder, which is made where there is none. */
    void move(Message mail, String name) throws MessagingException {
        Folder target = store.getFolder(name);
        if (!target.exists()) {
            target.create(Folder.HOLDS_MESSAGES);
        }
        inbox.copyMessages(new Message[] {mail}, target);
        remove(mail);
        tidy();
    }

    boolean tellsOfNewMail() throws MessagingException {
        return store.hasCapability("IDLE");
    }

    /** Waits until something changes in the mailbox, or another thread calls {@link #poke}. */
    void awaitChange() throws MessagingException {
        inbox.idle(true);
    }

    /** Ends the waiting. */
    void poke() throws MessagingException {
        if (inbox.isOpen()) {
            inbox.getMessageCount();
        }
    }

    @Override
    public void close() throws MessagingException {
        try {
            if (inbox.isOpen()) {
                inbox.close(false);
            }
        } finally {
            store.close();
        }
    }
}
