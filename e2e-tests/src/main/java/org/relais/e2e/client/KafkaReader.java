package org.relais.e2e.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.relais.e2e.guarantee.History.Published;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.platform.registry.RegistryAvroDeserializer;

/** Reads whole topics from their beginning, as an auditor would, with no group and no position kept. */
public final class KafkaReader {

    private static final Pattern REQUESTS_EVENTS = Pattern.compile(
            "(intake|routing)\\.service-requests\\.v1|notification\\.deliveries\\.v1|department\\..+\\.requests\\.v1");

    private static final Pattern DEPARTMENT_TOPICS = Pattern.compile("department\\.(.+)\\.requests\\.v1");

    private final SystemUnderTest system;

    public KafkaReader(SystemUnderTest system) {
        this.system = system;
    }

    /** Every event of a request, on every topic that we write them to, each partition in the order of its offsets. */
    public List<Published> everything() {
        return decoded(records(REQUESTS_EVENTS));
    }

    /** The events about some requests: what else stands in the topics is not read, and may be unreadable. */
    public List<Published> everythingAbout(Collection<String> requestIds) {
        return decoded(records(REQUESTS_EVENTS).stream()
                .filter(record ->
                        record.key() != null && requestIds.contains(new String(record.key(), StandardCharsets.UTF_8)))
                .toList());
    }

    private List<Published> decoded(List<ConsumerRecord<byte[], byte[]>> records) {
        var published = new ArrayList<Published>();
        try (var decoder = decoder()) {
            for (var record : records) {
                var event = (GenericRecord) decoder.deserialize(record.topic(), record.value());
                published.add(published(record, Objects.requireNonNull(event, "a record without a value")));
            }
        }
        return published;
    }

    /** Every record of the topics that match, undecoded. */
    public List<ConsumerRecord<byte[], byte[]>> records(Pattern topics) {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.kafka(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topics.matcher(topic.getKey()).matches())
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = new HashMap<>(consumer.endOffsets(partitions));
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            while (!ends.isEmpty()) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            return found;
        }
    }

    /** Departments that take part by Kafka: those with a topic of their own. */
    public Set<String> departments() {
        return topics(DEPARTMENT_TOPICS).stream()
                .map(topic -> DEPARTMENT_TOPICS.matcher(topic).replaceFirst("$1"))
                .collect(Collectors.toSet());
    }

    /** Names of the topics that match. */
    public List<String> topics(Pattern pattern) {
        var settings = Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, system.kafka());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().keySet().stream()
                    .filter(pattern.asMatchPredicate())
                    .sorted()
                    .toList();
        }
    }

    private RegistryAvroDeserializer decoder() {
        var decoder = new RegistryAvroDeserializer();
        decoder.configure(
                Map.of("schema.registry.url", system.registry().toString(), "specific.avro.reader", "false"), false);
        return decoder;
    }

    private static Published published(ConsumerRecord<byte[], byte[]> record, GenericRecord event) {
        var type = event.getSchema().getName();
        return new Published(
                record.topic(),
                record.partition(),
                record.offset(),
                type,
                text(event, "eventId"),
                text(event, "requestId"),
                text(event, "caseId"),
                event.hasField("sequence") ? (long) event.get("sequence") : 0,
                text(event, "department"),
                text(event, "deliveryId"),
                event.hasField("causeEventId")
                        ? text(event, "causeEventId") + " to " + text(event, "requesterId")
                        : "");
    }

    private static String text(GenericRecord event, String field) {
        return event.hasField(field) && event.get(field) != null
                ? event.get(field).toString()
                : "";
    }
}
