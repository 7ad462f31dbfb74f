package org.relais.intake.attachment.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.relais.intake.attachment.UploadLimit;

/** A bucket for each caller, forgotten when it would be full again. */
final class CallerUploadLimit implements UploadLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MOST_CALLERS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    CallerUploadLimit(int uploadsPerMinute) {
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .maximumSize(MOST_CALLERS)
                .build(caller -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(uploadsPerMinute).refillGreedy(uploadsPerMinute, PERIOD))
                        .build());
    }

    @Override
    public Duration waitOf(String caller) {
        return Duration.ofNanos(
                buckets.get(caller).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }
}
