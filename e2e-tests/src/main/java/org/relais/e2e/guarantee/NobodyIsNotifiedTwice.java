package org.relais.e2e.guarantee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relais.e2e.guarantee.History.Mail;
import org.relais.e2e.guarantee.History.Published;

/**
 * A person is told of an event once.
 *
 * <p>Legal: one message for each event and person; the same mail twice under one Message-ID, after a crash between SMTP's last dot
 * and its reply: nobody can know then whether it left, the mail client shows it once, and it is counted apart.
 *
 * <p>Illegal: two messages, under two ids, for the same event and person; one that two events tell of as sent; more
 * repeats under one Message-ID than crashes explain; a mail that no delivery accounts for; a delivery told of as sent
 * with no mail that left.
 */
public final class NobodyIsNotifiedTwice implements Guarantee {

    /** How many messages notification has under way at once, one a worker. */
    private static final int UNDER_WAY = 4;

    private final long explained;

    /** @param crashes how often an instance of notification was killed while it may have been sending */
    public NobodyIsNotifiedTwice(long crashes) {
        explained = crashes * UNDER_WAY;
    }

    @Override
    public List<String> breaches(History history) {
        var breaches = new ArrayList<String>();
        Map<String, String> deliveryOfCause = new HashMap<>();
        Map<String, String> toldBy = new HashMap<>();
        Set<String> sent = new HashSet<>();
        for (Published record : sent(history)) {
            sent.add(record.deliveryId());
            var before = deliveryOfCause.putIfAbsent(record.cause(), record.deliveryId());
            if (before != null && !before.equals(record.deliveryId())) {
                breaches.add("request " + record.requestId() + ": " + record.cause() + " was told by " + before
                        + " and again by " + record.deliveryId());
            }
            if (!record.eventId().equals(toldBy.computeIfAbsent(record.deliveryId(), first -> record.eventId()))) {
                breaches.add("delivery " + record.deliveryId() + " is told of as sent a second time");
            }
        }
        var left = new HashSet<String>();
        for (Mail mail : history.mails()) {
            var delivery = deliveryOf(mail);
            left.add(delivery);
            if (!sent.contains(delivery)) {
                breaches.add("mail " + mail.messageId() + " left and no delivery accounts for it");
            }
        }
        if (repeats(history) > explained) {
            breaches.add("%d mails left again under the same Message-ID, and crashes explain %d of them"
                    .formatted(repeats(history), explained));
        }
        sent.stream()
                .filter(delivery -> !left.contains(delivery))
                .forEach(delivery -> breaches.add("delivery " + delivery + " is told of as sent and no mail left"));
        return breaches;
    }

    @Override
    public String witness(History history) {
        return "%,d deliveries, %,d mails, of which %,d were repeats under the same Message-ID"
                .formatted(
                        sent(history).stream()
                                .map(Published::deliveryId)
                                .distinct()
                                .count(),
                        history.mails().size(),
                        repeats(history));
    }

    /** Mails that left again under the same Message-ID. */
    public static long repeats(History history) {
        return history.mails().size() - history.mails().stream().distinct().count();
    }

    private static List<Published> sent(History history) {
        return history.published().stream()
                .filter(record -> record.type().equals("NotificationSent"))
                .toList();
    }

    private static String deliveryOf(Mail mail) {
        var at = mail.messageId().indexOf('@');
        return at < 0 ? mail.messageId() : mail.messageId().substring(0, at);
    }
}
