package org.relais.platform.commit;

import java.time.Duration;

/**
 * How waiting work is drained.
 *
 * @param writers threads that commit, each with a transaction of its own
 * @param largestBatch how much work one transaction takes at most
 * @param queue how much work may wait; beyond it {@link CommitQueueFull} is thrown
 * @param retryAfter what a caller is told to wait when the queue is full
 */
public record GroupCommitSettings(int writers, int largestBatch, int queue, Duration retryAfter) {

    public GroupCommitSettings {
        if (writers < 1 || largestBatch < 1 || queue < 1) {
            throw new IllegalArgumentException("writers, largestBatch and queue must be at least 1");
        }
    }

    public static GroupCommitSettings defaults() {
        return new GroupCommitSettings(2, 256, 4096, Duration.ofSeconds(1));
    }
}
