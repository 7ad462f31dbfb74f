package org.relais.routing.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The public word for where a case stands. */
public enum Status {
    AWAITING_TRIAGE,
    ROUTED,
    ACKNOWLEDGED,
    IN_PROGRESS,
    AWAITING_CITIZEN,
    RESOLVED,
    CONFIRMED,
    CONTESTED,
    REOPENED,
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> named(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
