package org.relais.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** When an event happened, as its record tells. */
public final class EventTime {

    /** Beyond these no event of anybody's happened, and differences of time can no longer be counted in milliseconds. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private EventTime() {}

    /**
     * By its header {@code ce_time}; where that isn't there, is null or no time that can be, since departments write what they like, by
     * Kafka.
     */
    public static Instant of(ConsumerRecord<?, ?> event) {
        Instant byKafka = Instant.ofEpochMilli(event.timestamp());
        Header time = event.headers().lastHeader("ce_time");
        if (time == null || time.value() == null) {
            return byKafka;
        }
        try {
            Instant told = Instant.parse(new String(time.value(), StandardCharsets.UTF_8));
            return told.isBefore(FIRST) || told.isAfter(LAST) ? byKafka : told;
        } catch (DateTimeException _) {
            return byKafka;
        }
    }
}
