package org.relais.platform.telemetry;

/**
 * The log vocabulary. Messages are fixed sentences; what varies goes into these key-values. Names, contact data, free text and
 * coordinates are never logged. ERROR means that a person must act now.
 */
public final class LogKeys {

    public static final String REQUEST_ID = "requestId";
    public static final String EVENT_ID = "eventId";
    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";

    /** What became of it, snake_case: applied, skipped, refused, failed, unavailable … */
    public static final String OUTCOME = "outcome";

    /** Why, snake_case: the same word as in the event, the metric and the answer. */
    public static final String REASON = "reason";

    private LogKeys() {}
}
