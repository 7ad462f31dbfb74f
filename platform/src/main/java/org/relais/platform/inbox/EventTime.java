package org.relais.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** When an event happened, as its record tells. */
public final class EventTime {

    private EventTime() {}

    /** By its header {@code ce_time}; where that isn't there, is null or no time, since departments write what they like, by Kafka. */
    public static Instant of(ConsumerRecord<?, ?> event) {
        Header time = event.headers().lastHeader("ce_time");
        if (time == null || time.value() == null) {
            return Instant.ofEpochMilli(event.timestamp());
        }
        try {
            return Instant.parse(new String(time.value(), StandardCharsets.UTF_8));
        } catch (DateTimeException _) {
            return Instant.ofEpochMilli(event.timestamp());
        }
    }
}
