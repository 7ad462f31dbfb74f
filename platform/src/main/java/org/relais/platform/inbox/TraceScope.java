package org.relais.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.MDC;

/** Carries the trace of the event being handled, so that logs and the events that follow from it belong to the same one. */
final class TraceScope implements AutoCloseable {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";
    private static final TraceScope NONE = new TraceScope(false);

    private final boolean entered;

    private TraceScope(boolean entered) {
        this.entered = entered;
    }

    static TraceScope of(Headers headers) {
        Header header = headers.lastHeader("traceparent");
        if (header == null || header.value() == null || MDC.get(TRACE) != null) {
            return NONE;
        }
        Matcher matcher = TRACEPARENT.matcher(new String(header.value(), StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            return NONE;
        }
        MDC.put(TRACE, matcher.group(1));
        MDC.put(SPAN, matcher.group(2));
        return new TraceScope(true);
    }

    @Override
    public void close() {
        if (entered) {
            MDC.remove(TRACE);
            MDC.remove(SPAN);
        }
    }
}
