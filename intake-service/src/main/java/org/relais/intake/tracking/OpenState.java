package org.relais.intake.tracking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The two states that Open311 knows, and that most people do. A contested outcome is no end: the request is open until it is decided upon. */
public enum OpenState {
    OPEN,
    CLOSED;

    /** Words for where a request stands, after which nothing more is meant to happen. */
    public static final Set<String> CLOSING = Set.of("resolved", "confirmed", "withdrawn");

    public static OpenState of(String status) {
        return CLOSING.contains(status) ? CLOSED : OPEN;
    }

    public static Optional<OpenState> ofWord(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equalsIgnoreCase(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
