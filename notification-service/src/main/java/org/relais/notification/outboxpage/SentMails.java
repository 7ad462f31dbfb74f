package org.relais.notification.outboxpage;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.relais.notification.delivery.Mail;
import org.relais.notification.delivery.MailObserver;

/** The last mails that left this process, in memory alone. They hold addresses: for a local platform, never for a real one. */
final class SentMails implements MailObserver {

    private static final int KEPT = 500;

    private final Clock clock;
    private final Deque<SentMail> newestFirst = new ArrayDeque<>();

    SentMails(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void left(Mail mail) {
        newestFirst.addFirst(new SentMail(clock.instant(), mail));
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    synchronized List<SentMail> all() {
        return List.copyOf(newestFirst);
    }

    Optional<SentMail> find(String deliveryId) {
        return all().stream()
                .filter(sent -> sent.mail().deliveryId().equals(deliveryId))
                .findFirst();
    }

    record SentMail(Instant at, Mail mail) {}
}
