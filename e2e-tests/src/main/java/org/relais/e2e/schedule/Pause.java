package org.relais.e2e.schedule;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that a run lets pass. */
@FunctionalInterface
interface Pause {

    Pause REAL = time -> {
        var end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    };

    void of(Duration time);
}
