package org.relais.notification.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Which delivery a text center or a messenger means by its own number, and what it said became of it. A receipt may come before the hand-over is
 * committed: whichever of the two is written second sees the first. Everything here belongs to the caller's transaction.
 */
public interface Submissions {

    /**
     * It took a delivery.
     *
     * @return what a receipt newer than {@code earlySince} already said of it; an older one meant another message of that number
     */
    Optional<ReceiptOutcome> submitted(String providerId, String deliveryId, Instant at, Instant earlySince);

    /** A receipt came; the delivery that it ends, if that is known and nothing was said of it before. */
    Optional<String> received(String providerId, ReceiptOutcome outcome, Instant at);

    /** Drops what nobody will say anything of any more. */
    void forgetBefore(Instant time);
}
