package org.relais.bench.relay;

import java.nio.charset.StandardCharsets;

/**
 * One event of a request, of about the size of a submitted request.
 *
 * @param sequence its number among the request's events
 */
record Event(String topic, String requestId, long sequence, String value) {

    private static final String FILLING = "x".repeat(300);

    static Event of(String topic, String requestId, long sequence) {
        return new Event(topic, requestId, sequence, requestId + " " + sequence + " " + FILLING);
    }

    byte[] keyBytes() {
        return requestId.getBytes(StandardCharsets.UTF_8);
    }

    byte[] valueBytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
