package org.relais.intake.attachment;

import java.time.Duration;

/** How much one caller may send in a time. */
@FunctionalInterface
public interface UploadLimit {

    /** Counts one upload; answers how long to wait, zero where it may come in. */
    Duration take(String caller);
}
