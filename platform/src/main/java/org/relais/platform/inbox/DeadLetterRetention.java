package org.relais.platform.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.relais.platform.refresh.Recurring;
import org.springframework.beans.factory.DisposableBean;

/** Forgets dead letters that the topic doesn't hold any more. */
final class DeadLetterRetention implements DisposableBean {

    private static final Duration EVERY = Duration.ofHours(1);

    private final Clock clock;
    private final Duration kept;
    private final Recurring forgetting;

    /** @param kept how long letters may stay on the topic */
    DeadLetterRetention(InboxStore store, Clock clock, Duration kept) {
        this.clock = clock;
        this.kept = kept;
        forgetting = Recurring.start("dead-letter-retention", EVERY, () -> store.forgetDeadLetters(since()));
    }

    /** From when on letters are still there. */
    Instant since() {
        return clock.instant().minus(kept);
    }

    @Override
    public void destroy() {
        forgetting.stop();
    }
}
