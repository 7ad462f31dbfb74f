package org.relais.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.relais.event.catalogue.Topics;
import org.relais.platform.registry.RegistryAvroDeserializer;

/** What the service published of a request's messages. */
final class DeliveriesTopic {

    private DeliveriesTopic() {}

    static List<String> typesOf(RunningPlatform platform, String requestId) {
        return of(platform, requestId).stream()
                .map(event -> event.getSchema().getName())
                .toList();
    }

    static List<Long> sequencesOf(RunningPlatform platform, String requestId) {
        return of(platform, requestId).stream()
                .map(event ->
                        (Long) event.get(event.getSchema().getField("sequence").pos()))
                .toList();
    }

    static List<SpecificRecord> of(RunningPlatform platform, String requestId) {
        RegistryAvroDeserializer values = new RegistryAvroDeserializer();
        values.configure(RunningPlatform.registryKeys(), false);
        try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(
                // Closing waits for the last fetch, which else waits half a second for more.
                Map.of("bootstrap.servers", platform.bootstrapServers(), "fetch.max.wait.ms", "20"),
                new StringDeserializer(),
                values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.NOTIFICATION_DELIVERIES.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<SpecificRecord> events = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(published -> {
                    if (requestId.equals(published.key())) {
                        events.add((SpecificRecord) published.value());
                    }
                });
            }
            return events;
        }
    }
}
