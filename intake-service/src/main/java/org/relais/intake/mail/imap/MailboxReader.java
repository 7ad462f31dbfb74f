package org.relais.intake.mail.imap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.relais.platform.lock.HeldLock;
import org.relais.platform.lock.SoleWorker;
import org.relais.platform.retry.Unavailability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the mailbox: everything that lies there, oldest first, again and again; told of new mail by IDLE where the server can, and
 * looking regularly all the same. One instance reads at a time; any failure ends the session and begins another, and a mail that
 * fails again and again is put aside.
 */
final class MailboxReader extends SoleWorker {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final Duration GRACE = Duration.ofMillis(200);

    private static final int MOST_TOGETHER = 50;
    private static final long MOST_BYTES_TOGETHER = 8L << 20;

    private final MailboxSettings settings;
    private final MailHandling handling;

    /** The reading thread's alone. */
    private final FailedMails failed = new FailedMails();

    private boolean oneByOne;

    private volatile @Nullable Mailbox open;
    private volatile int givenUp;
    private @Nullable ScheduledExecutorService alarm;

    MailboxReader(DataSource database, MailboxSettings settings, MailHandling handling, MeterRegistry meters) {
        super("mailbox-reader", database, "mailbox/" + settings.address());
        this.settings = settings;
        this.handling = handling;
        Gauge.builder("relais.mail.connected", () -> open == null ? 0 : 1)
                .description("whether this instance reads the mailbox")
                .register(meters);
        Gauge.builder("relais.mail.given.up", () -> givenUp)
                .description("mails left in the mailbox since they can be neither read nor put aside")
                .register(meters);
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mailbox-poll").factory());
        long interval = settings.poll().toMillis();
        clock.scheduleWithFixedDelay(this::poke, interval, interval, TimeUnit.MILLISECONDS);
        alarm = clock;
        super.start();
    }

    @Override
    public synchronized void stop() {
        super.stop();
        if (alarm != null) {
            alarm.shutdownNow();
        }
        alarm = null;
    }

    @Override
    protected void endWaiting() {
        ScheduledExecutorService clock = alarm;
        if (clock != null) {
            // Again and again: one that comes as the waiting begins ends nothing.
            clock.scheduleWithFixedDelay(this::poke, 0, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected Duration pauseAfter(@Nullable Throwable failure) {
        return settings.poll();
    }

    @Override
    protected void work(HeldLock fence) throws MessagingException, IOException, SQLException {
        try (Mailbox mailbox = Mailbox.open(settings)) {
            open = mailbox;
            boolean told = mailbox.tellsOfNewMail();
            while (goesOn()) {
                fence.check();
                boolean all = readAll(mailbox);
                if (told && all && goesOn()) {
                    mailbox.awaitChange();
                } else {
                    pause(settings.poll());
                }
            }
        } finally {
            open = null;
        }
    }

    /** False where a mail has to wait for a part of ours that is down. */
    private boolean readAll(Mailbox mailbox) throws MessagingException, IOException {
        Map<String, Message> mails = mailbox.mails();
        failed.keepOnly(mails.keySet());
        givenUp = failed.givenUp();
        for (Map<String, Message> some : together(mails)) {
            fetchAhead(some, mailbox);
            boolean all = readInTurn(some, mailbox);
            mailbox.tidy();
            if (!all) {
                return false;
            }
        }
        oneByOne = false;
        return true;
    }

    /** Where that fails, all are fetched one by one until none fails: so the one that it is about is found. */
    private void fetchAhead(Map<String, Message> mails, Mailbox mailbox) throws MessagingException {
        if (!oneByOne) {
            oneByOne = true;
            List<Message> sound = new ArrayList<>();
            mails.forEach((name, mail) -> {
                if (!failed.isToPutAside(name)) {
                    sound.add(mail);
                }
            });
            mailbox.fetchAhead(sound);
            oneByOne = false;
        }
    }

    private boolean readInTurn(Map<String, Message> mails, Mailbox mailbox) throws MessagingException, IOException {
        for (Map.Entry<String, Message> mail : mails.entrySet()) {
            if (!goesOn() || !dealWith(mail.getKey(), mail.getValue(), mailbox)) {
                return false;
            }
        }
        return true;
    }

    /** False where it has to wait. */
    private boolean dealWith(String name, Message mail, Mailbox mailbox) throws MessagingException, IOException {
        if (failed.isGivenUp(name)) {
            return true;
        }
        try {
            return failed.isToPutAside(name) ? handling.putAside(mailbox, mail, name) : handling.handle(mailbox, mail);
        } catch (Throwable failure) {
            if (!Unavailability.isBehind(failure)) {
                failed.count(name);
                LOG.atWarn()
                        .addKeyValue("outcome", failed.isGivenUp(name) ? "given_up" : "retried")
                        .addKeyValue("reason", failure.getClass().getSimpleName())
                        .log("a mail can't be handled");
            }
            throw failure;
        }
    }

    /** So many mails as are fetched, and taken out, by one command each. */
    private static List<Map<String, Message>> together(Map<String, Message> mails) throws MessagingException {
        List<Map<String, Message>> parts = new ArrayList<>();
        Map<String, Message> part = new LinkedHashMap<>();
        long bytes = 0;
        for (Map.Entry<String, Message> mail : mails.entrySet()) {
            long size = Mailbox.size(mail.getValue());
            if (!part.isEmpty() && (part.size() == MOST_TOGETHER || bytes + size > MOST_BYTES_TOGETHER)) {
                parts.add(part);
                part = new LinkedHashMap<>();
                bytes = 0;
            }
            part.put(mail.getKey(), mail.getValue());
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private void poke() {
        Mailbox mailbox = open;
        if (mailbox != null) {
            try {
                mailbox.poke();
            } catch (Throwable ended) {
                LOG.debug("the mailbox was closed meanwhile");
            }
        }
    }
}
