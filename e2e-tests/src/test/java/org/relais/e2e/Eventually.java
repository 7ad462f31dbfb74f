package org.relais.e2e;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what is true a moment later; fails with the assertion's own words. */
public final class Eventually {

    private Eventually() {}

    public static void eventually(ThrowingRunnable assertion) {
        within(Duration.ofSeconds(60), assertion);
    }

    public static void within(Duration time, ThrowingRunnable assertion) {
        Awaitility.await().atMost(time).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }
}
