package org.relais.platform.outbox;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** An event as it will stand in Kafka: bytes and headers, ready to be stored and published. */
public final class PreparedEvent {

    private final String topic;
    private final String orderingKey;
    private final long sequence;
    private final byte @Nullable [] key;
    private final Headers headers;
    private final byte @Nullable [] value;

    /**
     * @param topic name of the topic
     * @param orderingKey events of a topic with the same one are published in the order they were appended; the request's id
     * @param sequence number among the events of its source and request; only 1 may be published straight from memory
     * @param key the Kafka key; null only for a dead letter whose original had none
     * @param headers header values by name
     * @param value Avro in the Confluent wire format, or a dead letter's untouched bytes
     */
    public PreparedEvent(
            String topic,
            String orderingKey,
            long sequence,
            byte @Nullable [] key,
            Map<String, byte[]> headers,
            byte @Nullable [] value) {
        this(topic, orderingKey, sequence, key, kafkaHeaders(headers), value);
    }

    /** The same for a record whose headers must stay as they are, repeated names included. */
    public PreparedEvent(
            String topic,
            String orderingKey,
            long sequence,
            byte @Nullable [] key,
            Headers headers,
            byte @Nullable [] value) {
        this.topic = topic;
        this.orderingKey = orderingKey;
        this.sequence = sequence;
        this.key = key;
        this.headers = new RecordHeaders(headers);
        this.value = value;
    }

    public String topic() {
        return topic;
    }

    public String orderingKey() {
        return orderingKey;
    }

    public long sequence() {
        return sequence;
    }

    public byte @Nullable [] key() {
        return key;
    }

    /** Header values by name; the last one where a name is repeated. */
    public Map<String, byte[]> headers() {
        Map<String, byte[]> byName = new LinkedHashMap<>();
        Arrays.stream(headers.toArray()).forEach(header -> byName.put(header.key(), header.value()));
        return byName;
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** Bytes that it takes in memory, about. */
    long size() {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    Headers kafkaHeaders() {
        return headers;
    }

    @Override
    public String toString() {
        return "PreparedEvent[topic=" + topic + ", orderingKey=" + orderingKey + ", sequence=" + sequence + "]";
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static Headers kafkaHeaders(Map<String, byte[]> byName) {
        RecordHeaders headers = new RecordHeaders();
        byName.forEach(headers::add);
        return headers;
    }
}
