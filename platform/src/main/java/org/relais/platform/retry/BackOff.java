package org.relais.platform.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double, with jitter, so that what failed together does not come back together. */
public record BackOff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /** Between half of the wait and the whole of it. */
    public Duration after(int failures, RandomGenerator random) {
        long whole =
                Math.min(longest.toMillis(), first.toMillis() << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
