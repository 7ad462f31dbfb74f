package org.relais.platform.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.relais.event.catalogue.Topics;
import org.relais.platform.outbox.PreparedEvent;

/** A dead letter's form: the record as it was, and headers that say where it stood and why it is here. No text of exceptions. */
final class DeadLetter {

    static final String PREFIX = "relais_dlt_";
    static final String GROUP = PREFIX + "group";
    static final String REASON = PREFIX + "reason";
    static final String AT = PREFIX + "at";
    private static final String ORIGIN_TOPIC = PREFIX + "origin_topic";
    private static final String ORIGIN_PARTITION = PREFIX + "origin_partition";
    static final String ORIGIN_OFFSET = PREFIX + "origin_offset";
    private static final String ORIGIN_TIMESTAMP = PREFIX + "origin_timestamp";

    private DeadLetter() {}

    static PreparedEvent of(ConsumerRecord<byte[], byte[]> origin, String group, String reason, Instant at) {
        Headers headers = untouched(origin.headers());
        add(headers, ORIGIN_TOPIC, origin.topic());
        add(headers, ORIGIN_PARTITION, Integer.toString(origin.partition()));
        add(headers, ORIGIN_OFFSET, Long.toString(origin.offset()));
        add(headers, ORIGIN_TIMESTAMP, Long.toString(origin.timestamp()));
        add(headers, GROUP, group);
        add(headers, REASON, reason);
        add(headers, AT, at.toString());
        // Each has a lane of its own: one that can't be published holds up no other.
        String lane = origin.topic() + "-" + origin.partition() + "@" + origin.offset();
        return new PreparedEvent(Topics.deadLetters(group).name(), lane, 0, origin.key(), headers, origin.value());
    }

    /** The record as it stood on its own topic. */
    static ConsumerRecord<byte[], byte[]> origin(ConsumerRecord<byte[], byte[]> letter) {
        return new ConsumerRecord<>(
                text(letter, ORIGIN_TOPIC),
                Integer.parseInt(text(letter, ORIGIN_PARTITION)),
                Long.parseLong(text(letter, ORIGIN_OFFSET)),
                Long.parseLong(text(letter, ORIGIN_TIMESTAMP)),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                letter.key(),
                letter.value(),
                untouched(letter.headers()),
                Optional.empty());
    }

    static String text(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("not a dead letter: it has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Headers untouched(Headers headers) {
        RecordHeaders kept = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(PREFIX)) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
