package org.relais.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;

/** Kafka as the neighbours see it: what they write, and what they find. */
public final class Wire {

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RegistryAvroSerializer serializer = new RegistryAvroSerializer();
    private final RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer();

    Wire(String bootstrapServers, String registry) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        serializer.configure(
                Map.of(
                        "schema.registry.url", registry,
                        "auto.register.schemas", "true",
                        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                false);
        deserializer.configure(Map.of("schema.registry.url", registry, "specific.avro.reader", "true"), false);
    }

    /** Writes a record as any Confluent producer would: no headers. */
    public void write(String topic, @Nullable String key, IndexedRecord event) {
        write(topic, key, Objects.requireNonNull(serializer.serialize(topic, event)));
    }

    public void write(String topic, @Nullable String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until that many records of a type stand there for a request, and gives them; more are a failure. */
    public <T extends SpecificRecord> List<T> await(String topic, String requestId, Class<T> type, int count) {
        List<T> found = new ArrayList<>();
        Awaitility.await("%d %s on %s".formatted(count, type.getSimpleName(), topic))
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    found.clear();
                    found.addAll(read(topic, requestId, type));
                    assertThat(found).hasSize(count);
                });
        return found;
    }

    public <T extends SpecificRecord> T awaitOne(String topic, String requestId, Class<T> type) {
        return await(topic, requestId, type, 1).getFirst();
    }

    /** All of a type that stand there now. */
    public <T extends SpecificRecord> List<T> read(String topic, String requestId, Class<T> type) {
        return all(topic, requestId).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Every event of a request, in order. */
    public List<SpecificRecord> all(String topic, String requestId) {
        return records(topic).stream()
                .filter(entry -> requestId.equals(key(entry)))
                .map(entry -> (SpecificRecord) deserializer.deserialize(topic, entry.value()))
                .toList();
    }

    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                // Closing waits for the last fetch, which else waits half a second for more.
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "20"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Every event of a request on a topic has the number after the one before it. */
    public void assertNumberedWithoutGaps(String topic, String requestId) {
        List<Long> numbers = all(topic, requestId).stream()
                .map(event ->
                        (Long) event.get(event.getSchema().getField("sequence").pos()))
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    public static String key(ConsumerRecord<byte[], byte[]> entry) {
        return entry.key() == null ? "" : new String(entry.key(), StandardCharsets.UTF_8);
    }
}
