package org.relais.bench.journey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When each record of a topic could first be read, by its key; reads from the topic's end at the start. */
public final class Arrivals implements AutoCloseable {

    private final Map<String, Long> readAt = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String type;
    private final Thread thread;
    private volatile boolean closing;

    /** @param type simple name of the record type to watch for; empty for any */
    public Arrivals(String bootstrapServers, String topic, String type) {
        this.type = type;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.thread = Thread.ofPlatform().name("arrivals").daemon().start(this::read);
    }

    /** In {@link System#nanoTime}. */
    public Optional<Long> of(String key) {
        return Optional.ofNullable(readAt.get(key));
    }

    /** When the record with this key can be read. */
    public long await(String key, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!readAt.containsKey(key)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing of request " + key + " came in " + patience);
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        return readAt.get(key);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                var records = consumer.poll(Duration.ofMillis(100));
                var now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> each : records) {
                    if (each.key() != null && isOfType(each)) {
                        readAt.putIfAbsent(new String(each.key(), StandardCharsets.UTF_8), now);
                    }
                }
            }
        }
    }

    private boolean isOfType(ConsumerRecord<byte[], byte[]> each) {
        if (type.isEmpty()) {
            return true;
        }
        var header = each.headers().lastHeader("ce_type");
        return header != null && new String(header.value(), StandardCharsets.UTF_8).endsWith("." + type);
    }
}
