package org.relais.platform.commit;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** More work waits for a commit than the queue holds: nothing of this call was stored, and it may be tried again. */
public class CommitQueueFull extends RejectedExecutionException {

    private final Duration retryAfter;

    public CommitQueueFull(Duration retryAfter) {
        super("the queue of work waiting for a commit is full");
        this.retryAfter = retryAfter;
    }

    /** What to tell the caller, as {@code Retry-After}. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
