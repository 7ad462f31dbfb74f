package org.relais.routing.cases;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    public static final Set<Status> ALL = Set.copyOf(EnumSet.allOf(Status.class));

    /** Nobody waits for the department any more. */
    public static final Set<Status> ENDED = Set.of(RESOLVED, CONFIRMED, WITHDRAWN);

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> named(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
