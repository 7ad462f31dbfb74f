package org.relais.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.relais.platform.digest.Digests;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells once what became of a message that left. A receipt that is repeated, too late or of an unknown message changes nothing. */
@Component
public class DeliveryReceipts {

    /** How long before its hand-over is committed a message can be delivered. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** Longer than any network keeps trying. */
    private static final Duration KEPT = Duration.ofDays(14);

    private final Submissions submissions;
    private final DeliveryLedger ledger;
    private final DeliveryEnd deliveryEnd;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryReceipts(
            Submissions submissions,
            DeliveryLedger ledger,
            DeliveryEnd deliveryEnd,
            TransactionTemplate transaction,
            Clock clock) {
        this.submissions = submissions;
        this.ledger = ledger;
        this.deliveryEnd = deliveryEnd;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Under which a messenger's message is known here: its id may hold the person's number, which is stored nowhere.
     *
     * @param messenger as intake names the channel
     */
    public static String markOf(String messenger, String id) {
        return messenger + "/" + Digests.sha256Hex(id);
    }

    /** What the text center or the messenger said of one of its messages. */
    public void received(Channel channel, String providerId, ReceiptOutcome outcome) {
        transaction.executeWithoutResult(_ -> submissions
                .received(providerId, outcome, clock.instant())
                .ifPresent(deliveryId -> settle(deliveryId, channel, outcome)));
    }

    /** A delivery that was just ended as sent, in the caller's transaction. */
    void submitted(Channel channel, String providerId, String deliveryId) {
        Instant now = clock.instant();
        submissions.forgetBefore(now.minus(KEPT));
        submissions
                .submitted(providerId, deliveryId, now, now.minus(EARLY))
                .ifPresent(outcome -> settle(deliveryId, channel, outcome));
    }

    private void settle(String deliveryId, Channel channel, ReceiptOutcome outcome) {
        Ending ending = switch (outcome) {
            case DELIVERED -> new Ending.Delivered();
            case NOT_DELIVERED -> new Ending.Failed(Ending.FailureReason.NOT_DELIVERED);
            case WINDOW_CLOSED -> new Ending.Failed(Ending.FailureReason.REPLY_WINDOW_CLOSED);
        };
        ledger.claimSent(deliveryId)
                .ifPresent(sent -> deliveryEnd.end(sent.delivery(), ending, channel, sent.attempts(), clock.instant()));
    }
}
