package org.relais.bench.filing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the broker takes with nothing in front of it: 300 bytes a record, {@code acks=all}. */
final class RawProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    RawProducer(String bootstrapServers, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, "5",
                        ProducerConfig.BATCH_SIZE_CONFIG, "131072"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    double recordsPerSecond(Duration time) {
        var acknowledged = new AtomicLong();
        var value = new byte[300];
        var start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            producer.send(new ProducerRecord<>(topic, value), (_, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                }
            });
        }
        producer.flush();
        return acknowledged.get() / ((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        producer.close();
    }
}
