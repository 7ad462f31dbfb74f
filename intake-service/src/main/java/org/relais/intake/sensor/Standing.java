package org.relais.intake.sensor;

import java.time.Instant;

/** Where the last request for a concern stands. */
sealed interface Standing {

    /** There was none. */
    record None() implements Standing {}

    record Open() implements Standing {}

    record Closed(Instant at) implements Standing {}
}
