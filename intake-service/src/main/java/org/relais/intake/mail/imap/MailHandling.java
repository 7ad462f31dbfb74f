package org.relais.intake.mail.imap;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.relais.intake.channel.ContactOutcome;
import org.relais.intake.channel.ContactRefusal;
import org.relais.intake.channel.LeftOut;
import org.relais.intake.mail.ReceivedMail;
import org.relais.intake.mail.TakeInMail;
import org.relais.platform.digest.Digests;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one mail. It leaves the mailbox only when what became of it is committed; read again after a crash, it becomes
 * the same thing. One that breaks the reader is put aside, and the next goes on.
 */
final class MailHandling {

    private static final Logger LOG = LoggerFactory.getLogger(MailHandling.class);

    private final TakeInMail takeInMail;
    private final Function<byte[], ReceivedMail> reader;
    private final MailboxSettings settings;
    private final Clock clock;

    MailHandling(TakeInMail takeInMail, Function<byte[], ReceivedMail> reader, MailboxSettings settings, Clock clock) {
        this.takeInMail = takeInMail;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /** Says whether the mail was dealt with; false where it has to wait. */
    boolean handle(Mailbox mailbox, Message mail) throws MessagingException, IOException {
        int most = Math.toIntExact(settings.largest().toBytes());
        Instant now = clock.instant();
        Instant receivedAt = Instant.ofEpochMilli(Mailbox.receivedAt(mail, now.toEpochMilli()));
        byte[] raw = mailbox.bytes(mail, Mailbox.size(mail) > most ? 0 : most);
        if (raw.length > most || Mailbox.size(mail) > most) {
            giveUp(mailbox, mail, raw, ContactRefusal.TOO_LARGE, receivedAt);
            return true;
        }
        ContactOutcome outcome;
        try {
            outcome = takeInMail.take(reader.apply(raw), receivedAt);
        } catch (RuntimeException | StackOverflowError failure) {
            if (Unavailability.isBehind(failure)) {
                LOG.atWarn().addKeyValue("outcome", "postponed").log("a mail waits for a part that is down");
                return false;
            }
            LOG.atError()
                    .addKeyValue("outcome", "quarantined")
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("a mail could not be read and was put aside");
            giveUp(mailbox, mail, raw, ContactRefusal.UNREADABLE, receivedAt);
            return true;
        }
        return settle(mailbox, mail, outcome);
    }

    /** Puts a mail aside of which nothing can be fetched; false where it has to wait. */
    boolean putAside(Mailbox mailbox, Message mail, String name) throws MessagingException {
        try {
            takeInMail.giveUp(settings.address() + "/" + name, ContactRefusal.UNREADABLE, clock.instant());
        } catch (RuntimeException failure) {
            if (Unavailability.isBehind(failure)) {
                LOG.atWarn().addKeyValue("outcome", "postponed").log("a mail waits for a part that is down");
                return false;
            }
            throw failure;
        }
        mailbox.move(mail, settings.imap().quarantineFolder());
        LOG.atError()
                .addKeyValue("outcome", "quarantined")
                .addKeyValue("reason", "failed_repeatedly")
                .log("a mail could not be handled and was put aside");
        return true;
    }

    private boolean settle(Mailbox mailbox, Message mail, ContactOutcome outcome) throws MessagingException {
        switch (outcome) {
            case ContactOutcome.Filed filed -> leave(mailbox, mail, filed.leftOut());
            case ContactOutcome.Added added -> leave(mailbox, mail, added.leftOut());
            case ContactOutcome.Judged judged -> mailbox.remove(mail);
            case ContactOutcome.Refused refused -> {
                switch (refused.reason()) {
                    case LOOP, STOP, START, GREETING, THANKS, WORDLESS -> mailbox.remove(mail);
                    case TOO_LARGE, UNREADABLE, INVALID ->
                        mailbox.move(mail, settings.imap().quarantineFolder());
                    // What looks like a machine's may be a person's after all, and so may what only quotes.
                    case AUTOMATIC,
                            EMPTY,
                            BOUNCE,
                            LIST,
                            REQUEST_UNKNOWN,
                            REQUEST_CLOSED,
                            SENDER_UNKNOWN,
                            EMERGENCY,
                            TOO_MANY,
                            CROWDED,
                            KEY_REUSED -> mailbox.move(mail, settings.imap().keptFolder());
                }
            }
            case ContactOutcome.Later later -> {
                return false;
            }
        }
        return true;
    }

    /** Nothing of it is kept here but what was taken over; where something was not, the mail itself stays for a person. */
    private void leave(Mailbox mailbox, Message mail, List<LeftOut> leftOut) throws MessagingException {
        if (leftOut.isEmpty()) {
            mailbox.remove(mail);
        } else {
            mailbox.move(mail, settings.imap().keptFolder());
        }
    }

    private void giveUp(Mailbox mailbox, Message mail, byte[] raw, ContactRefusal reason, Instant receivedAt)
            throws MessagingException {
        String name = raw.length < 2
                ? String.valueOf(((org.eclipse.angus.mail.imap.IMAPMessage) mail).getMessageID())
                : Digests.sha256Hex(raw);
        takeInMail.giveUp(name, reason, receivedAt);
        mailbox.move(mail, settings.imap().quarantineFolder());
    }
}
