package org.relais.intake.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** A bucket for each caller, forgotten when it would be full again. */
public final class CallerLimit {

    private static final int MOST_CALLERS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    /** @param most how often in a period, on average and at once */
    public CallerLimit(int most, Duration period) {
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(period.multipliedBy(2))
                .maximumSize(MOST_CALLERS)
                .build(caller -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, period))
                        .build());
    }

    /** Counts once; answers how long to wait, zero where it may be. */
    public Duration take(String caller) {
        return take(caller, 1);
    }

    /** Takes back what was counted once. */
    void forgive(String caller) {
        buckets.get(caller).addTokens(1);
    }

    /** Counts so many at once, all or none. */
    public Duration take(String caller, int count) {
        return Duration.ofNanos(
                buckets.get(caller).tryConsumeAndReturnRemaining(count).getNanosToWaitForRefill());
    }
}
