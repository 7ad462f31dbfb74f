package org.relais.notification.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes workers that wait for messages. */
@Component
class Bell {

    private static final int ENOUGH = 64;

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        if (rings.availablePermits() < ENOUGH) {
            rings.release();
        }
    }

    void await(Duration atMost) throws InterruptedException {
        if (rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
    }
}
