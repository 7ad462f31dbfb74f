package org.relais.platform.outbox;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/** Of one request on one topic: the last number that readers may have seen, and which events they were. */
final class PublishedLane {

    private final Lane lane;
    private final Set<String> eventIds = new HashSet<>();
    private long last;

    PublishedLane(Lane lane) {
        this.lane = lane;
    }

    Lane lane() {
        return lane;
    }

    void add(long number, String eventId) {
        eventIds.add(eventId);
        last = Math.max(last, number);
    }

    long last() {
        return last;
    }

    /** Whether these are the headers of an event that readers may have seen. */
    boolean holds(Headers headers) {
        String eventId = EventId.in(headers);
        return eventId != null && eventIds.contains(eventId);
    }
}
