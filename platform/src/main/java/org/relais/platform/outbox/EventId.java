package org.relais.platform.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The CloudEvents header {@code ce_id}. */
final class EventId {

    static final String HEADER = "ce_id";

    private EventId() {}

    /** Null where there is none. */
    static @Nullable String in(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
