package org.relais.platform.inbox;

import java.util.Locale;

/** What became of a record. */
enum Fate {
    APPLIED,
    /** Not for us. */
    SKIPPED,
    REPEATED,
    HELD,
    DEAD_LETTERED;

    String outcome() {
        return name().toLowerCase(Locale.ROOT);
    }
}
