package org.relais.intake.tracking;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a request.
 *
 * @param type the event's name in snake_case, for example service_request_routed
 * @param message words of a person, with contact details masked
 * @param detail what the sentence about it names: department, date, outcome …
 */
public record TimelineEntry(
        UUID eventId,
        String type,
        Instant at,
        Author author,
        @Nullable String message,
        Map<String, String> detail) {

    public static final String DEPARTMENT = "department";
    public static final String FROM = "from";
    public static final String DATE = "date";
    public static final String OUTCOME = "outcome";
    public static final String REASON = "reason";
    public static final String CHANNEL = "channel";
    public static final String CAUSE = "cause";

    /** At which version of the case an outcome was given. */
    public static final String VERSION = "version";

    /** Which act of a citizen was refused, by its event. */
    public static final String REFUSED = "refused";

    /** Who did it or has it now, where no department does: {@link #TRIAGE}. */
    public static final String BY = "by";

    public static final String TRIAGE = "triage";

    /** The case of the part that it is about, where a request is split. */
    public static final String PART = "part";

    public TimelineEntry {
        detail = Map.copyOf(detail);
    }

    /** Who did it. */
    public enum Author {
        REQUESTER,
        SUPPORTER,
        DEPARTMENT,
        PLATFORM
    }

    /** Whether the request, and not a part of it, came to wait for somebody to choose its department. */
    boolean tellsThatTheWholeWaits() {
        return type.equals("routing_deferred") && !detail.containsKey(PART);
    }

    /** Whether it is the outcome of the request, and not that of a part of it. */
    public boolean tellsOutcomeOfTheWhole() {
        return type.equals("case_resolved") && !detail.containsKey(PART);
    }

    /** Whether it is an outcome that was given after the case stood at this version; false where that isn't known any more. */
    public boolean tellsOutcomeGivenAfter(long version) {
        return tellsOutcomeOfTheWhole() && version < Long.parseLong(detail.getOrDefault(VERSION, "0"));
    }

    /** Whether it refuses the act of this event because it judged an outcome in whose place there was another. */
    public boolean refusesAsStale(UUID act) {
        return type.equals("citizen_action_refused")
                && "stale_version".equals(detail.get(REASON))
                && act.toString().equals(detail.get(REFUSED));
    }

    @Override
    public String toString() {
        return "TimelineEntry[" + type + ", eventId=" + eventId + "]";
    }
}
