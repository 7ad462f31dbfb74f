package org.relais.notification.planning;

import java.util.Arrays;
import java.util.Locale;

/** What a message is about; each has a template of the same name. */
public enum MessageKind {
    RECEIPT,
    ROUTED,
    REROUTED,
    TRANSFERRED,
    DEFERRED,
    QUESTION,
    PROGRESS,
    OUTCOME,
    REOPENED,
    CONTESTED,
    ACTION_REFUSED,
    WITHDRAWN,
    JOINED,
    MERGED,
    SPLIT,
    ESCALATED,
    TRIAGE_OVERDUE;

    /** Whether it is for one of the town's offices rather than for a person who asked. */
    public boolean isForAnOffice() {
        return this == ESCALATED || this == TRIAGE_OVERDUE;
    }

    public String template() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static MessageKind ofTemplate(String template) {
        return Arrays.stream(values())
                .filter(kind -> kind.template().equals(template))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such kind of message: " + template));
    }
}
