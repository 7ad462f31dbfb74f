package org.relais.e2e.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time between two looks at something that takes a while. */
final class Waiting {

    private Waiting() {}

    static void aMoment() {
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
}
