package org.relais.platform.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as it will stand in Kafka: bytes and headers, ready to be stored and published. */
public final class PreparedEvent {

    private final String topic;
    private final String orderingKey;
    private final long sequence;
    private final byte @Nullable [] key;
    private final Map<String, byte[]> headers;
    private final byte @Nullable [] value;

    /**
     * @param topic name of the topic
     * @param orderingKey events with the same one are published in the order they were appended; the request's id
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
        this.topic = topic;
        this.orderingKey = orderingKey;
        this.sequence = sequence;
        this.key = key;
        this.headers = Map.copyOf(headers);
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

    public Map<String, byte[]> headers() {
        return headers;
    }

    public byte @Nullable [] value() {
        return value;
    }

    @Override
    public String toString() {
        return "PreparedEvent[topic=" + topic + ", orderingKey=" + orderingKey + ", sequence=" + sequence + "]";
    }
}
