package org.relais.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells once what became of a text that left. A receipt that is repeated, too late or of an unknown text changes nothing. */
@Component
public class TextReceipts {

    /** How long before its hand-over is committed a text can be delivered. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** Longer than any network keeps trying. */
    private static final Duration KEPT = Duration.ofDays(14);

    private final TextSubmissions submissions;
    private final DeliveryLedger ledger;
    private final DeliveryEnd deliveryEnd;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TextReceipts(
            TextSubmissions submissions,
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

    /** What the text center said of one of its texts. */
    public void received(String providerId, TextOutcome outcome) {
        transaction.executeWithoutResult(_ -> submissions
                .received(providerId, outcome, clock.instant())
                .ifPresent(deliveryId -> settle(deliveryId, outcome)));
    }

    /** A delivery that was just ended as sent, in the caller's transaction. */
    void submitted(String providerId, String deliveryId) {
        Instant now = clock.instant();
        submissions.forgetBefore(now.minus(KEPT));
        submissions
                .submitted(providerId, deliveryId, now, now.minus(EARLY))
                .ifPresent(outcome -> settle(deliveryId, outcome));
    }

    private void settle(String deliveryId, TextOutcome outcome) {
        Ending ending = switch (outcome) {
            case DELIVERED -> new Ending.Delivered();
            case NOT_DELIVERED -> new Ending.Failed(Ending.FailureReason.NOT_DELIVERED);
        };
        ledger.claimSent(deliveryId)
                .ifPresent(sent ->
                        deliveryEnd.end(sent.delivery(), ending, Channel.SMS, sent.attempts(), clock.instant()));
    }
}
