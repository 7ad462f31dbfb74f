package org.relais.local;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the mail server from filling the launcher, in which it lives: of all mails the newest stay, as many as fit; the older go,
 * and with the last of somebody's mails their mailbox.
 */
final class NewestMails implements MessageDeliveryHandler {

    /**
     * What fits; a tenth more may stand there for a moment.
     *
     * @param mails how many mails, each mailbox's counted
     * @param bytes how much they hold together
     */
    record Bounds(int mails, long bytes) {}

    private record Stored(GreenMailUser owner, MailFolder inbox, StoredMessage mail, long bytes) {}

    private final UserManager people;
    private final ImapHostManager mailboxes;
    private final MessageDeliveryHandler delivery;
    private final String reader;
    private final Bounds bounds;
    /** Whose mailbox was emptied, and who got nothing since. A mail on its way may still come to somebody named just now. */
    private final Set<GreenMailUser> emptied = new HashSet<>();

    private int arrived;
    private long arrivedBytes;

    private NewestMails(GreenMail server, String reader, Bounds bounds) {
        this.people = server.getUserManager();
        this.mailboxes = people.getImapHostManager();
        this.delivery = people.getMessageDeliveryHandler();
        this.reader = reader;
        this.bounds = bounds;
    }

    /** @param reader address of who reads and removes their mail themselves: nothing of theirs goes */
    static void keep(GreenMail server, String reader, Bounds bounds) {
        server.getUserManager().setMessageDeliveryHandler(new NewestMails(server, reader, bounds));
    }

    @Override
    public synchronized GreenMailUser handle(MovingMessage mail, MailAddress to)
            throws MessagingException, UserException {
        arrived++;
        arrivedBytes += mail.getMessage().getSize();
        if (arrived > bounds.mails() / 10 || arrivedBytes > bounds.bytes() / 10) {
            removeTheOldest();
            arrived = 0;
            arrivedBytes = 0;
        }
        GreenMailUser owner = delivery.handle(mail, to);
        emptied.remove(owner);
        return owner;
    }

    private void removeTheOldest() throws MessagingException {
        List<Stored> newestFirst = all();
        newestFirst.sort(Comparator.comparing((Stored stored) -> stored.mail().getReceivedDate())
                .reversed());
        Set<GreenMailUser> keeping = new HashSet<>();
        Set<MailFolder> losing = new HashSet<>();
        Set<GreenMailUser> losers = new HashSet<>();
        int mails = 0;
        long bytes = 0;
        for (Stored stored : newestFirst) {
            mails++;
            bytes += stored.bytes();
            if (mails <= bounds.mails() && bytes <= bounds.bytes()) {
                keeping.add(stored.owner());
            } else {
                stored.mail().setFlag(Flags.Flag.DELETED, true);
                losing.add(stored.inbox());
                losers.add(stored.owner());
            }
        }
        for (MailFolder inbox : losing) {
            expunge(inbox);
        }
        emptied.stream().filter(owner -> !keeping.contains(owner)).forEach(people::deleteUser);
        emptied.clear();
        losers.removeAll(keeping);
        emptied.addAll(losers);
    }

    private List<Stored> all() throws MessagingException {
        List<Stored> all = new ArrayList<>();
        for (GreenMailUser owner : new ArrayList<>(people.listUser())) {
            if (owner.getEmail().equalsIgnoreCase(reader)) {
                continue;
            }
            MailFolder inbox = inbox(owner);
            for (StoredMessage mail : inbox.getMessages()) {
                all.add(new Stored(owner, inbox, mail, mail.getMimeMessage().getSize()));
            }
        }
        return all;
    }

    private MailFolder inbox(GreenMailUser owner) {
        try {
            return mailboxes.getInbox(owner);
        } catch (FolderException e) {
            throw new IllegalStateException("the mail server doesn't find a mailbox of its own", e);
        }
    }

    private static void expunge(MailFolder inbox) {
        try {
            inbox.expunge();
        } catch (FolderException e) {
            throw new IllegalStateException("the mail server doesn't remove a mail", e);
        }
    }
}
