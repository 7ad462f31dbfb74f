package org.relais.intake.mail.imap;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.relais.platform.lock.HeldLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the mailbox: everything that lies there, oldest first, again and again; told of new mail by IDLE where the server can, and
 * looking regularly all the same. One instance reads at a time; any failure ends the session and begins another.
 */
final class MailboxReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DataSource database;
    private final MailboxSettings settings;
    private final MailHandling handling;

    private volatile CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Mailbox open;
    private @Nullable Thread reader;
    private @Nullable ScheduledExecutorService alarm;

    MailboxReader(DataSource database, MailboxSettings settings, MailHandling handling) {
        this.database = database;
        this.settings = settings;
        this.handling = handling;
    }

    @Override
    public synchronized void start() {
        stop = new CountDownLatch(1);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("mailbox-poll").factory());
        long interval = settings.poll().toMillis();
        clock.scheduleWithFixedDelay(this::poke, interval, interval, TimeUnit.MILLISECONDS);
        alarm = clock;
        reader = Thread.ofPlatform().daemon().name("mailbox-reader").start(this::run);
    }

    @Override
    public synchronized void stop() {
        stop.countDown();
        if (alarm != null) {
            alarm.shutdownNow();
        }
        poke();
        Thread thread = reader;
        if (thread != null) {
            try {
                if (!thread.join(PATIENCE)) {
                    LOG.warn("the mailbox reader did not end in time");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        reader = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return reader != null;
    }

    private void run() {
        while (goesOn()) {
            try (HeldLock fence = HeldLock.tryAcquire(database, "mailbox/" + settings.address())) {
                if (fence != null) {
                    read(fence);
                }
            } catch (MessagingException | IOException | SQLException | RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("outcome", "retried")
                        .addKeyValue("reason", failure.getClass().getSimpleName())
                        .log("the mailbox can't be read now");
            }
            pause();
        }
    }

    private void read(HeldLock fence) throws MessagingException, IOException, SQLException {
        try (Mailbox mailbox = Mailbox.open(settings)) {
            open = mailbox;
            boolean told = mailbox.tellsOfNewMail();
            while (goesOn()) {
                fence.check();
                boolean all = readAll(mailbox);
                if (told && all && goesOn()) {
                    mailbox.awaitChange();
                } else {
                    pause();
                }
            }
        } finally {
            open = null;
        }
    }

    /** False where a mail has to wait for a part of ours that is down. */
    private boolean readAll(Mailbox mailbox) throws MessagingException, IOException {
        for (Message mail : mailbox.mails()) {
            if (!goesOn() || !handling.handle(mailbox, mail)) {
                return false;
            }
        }
        return true;
    }

    private boolean goesOn() {
        return stop.getCount() > 0;
    }

    private void pause() {
        try {
            if (stop.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("the mailbox reader ends");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private void poke() {
        Mailbox mailbox = open;
        if (mailbox != null) {
            try {
                mailbox.poke();
            } catch (MessagingException | RuntimeException ended) {
                LOG.debug("the mailbox was closed meanwhile");
            }
        }
    }
}
