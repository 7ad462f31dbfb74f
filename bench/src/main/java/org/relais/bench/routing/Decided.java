package org.relais.bench.routing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.relais.event.catalogue.Topics;

/** How often each request was decided, as the routing topic tells; from the topic's end at the start. */
final class Decided implements AutoCloseable {

    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closing;

    Decided(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var topic = Topics.ROUTING_SERVICE_REQUESTS.name();
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = Thread.ofPlatform().name("decided").daemon().start(this::read);
    }

    /** Requests that were decided at least once. */
    int requests() {
        return times.size();
    }

    /** Requests that were decided more than once. */
    long doubled() {
        return times.values().stream().filter(each -> each > 1).count();
    }

    /** When the last one could be read, in {@link System#nanoTime}. */
    long last() {
        return last.get();
    }

    void forget() {
        times.clear();
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
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(50))) {
                    if (each.key() != null && isDecision(each)) {
                        times.merge(new String(each.key(), StandardCharsets.UTF_8), 1, Integer::sum);
                        last.set(System.nanoTime());
                    }
                }
            }
        }
    }

    private static boolean isDecision(ConsumerRecord<byte[], byte[]> each) {
        var header = each.headers().lastHeader("ce_type");
        var type = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        return type.endsWith(".ServiceRequestRouted") || type.endsWith(".RoutingDeferred");
    }
}
