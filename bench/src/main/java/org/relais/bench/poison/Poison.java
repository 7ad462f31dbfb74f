package org.relais.bench.poison;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.platform.registry.RegistryAvroSerializer;

/** Writes records that routing can't use, one on every partition, so that the next good one has one in front of it. */
final class Poison implements AutoCloseable {

    static final String COMMANDS = Topics.departmentUpdates("voirie").name();

    private static final String REQUESTS = Topics.INTAKE_SERVICE_REQUESTS.name();

    /** What is wrong with a record. */
    enum Kind {
        NONE,
        BAD_MAGIC_BYTE,
        UNKNOWN_SCHEMA_ID,
        TRUNCATED_AVRO,
        UNKNOWN_TYPE,
        COMMAND_OF_ANOTHER_DEPARTMENT,
        COMMAND_FOR_ANOTHERS_CASE;

        /** Whether it stands on the department's topic; the others stand on intake's. */
        boolean isCommand() {
            return this == COMMAND_OF_ANOTHER_DEPARTMENT || this == COMMAND_FOR_ANOTHERS_CASE;
        }
    }

    private final KafkaProducer<byte[], byte[]> producer;
    private final RegistryAvroSerializer serializer = new RegistryAvroSerializer();

    Poison(String bootstrapServers, String registry) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        serializer.configure(
                Map.of(
                        "schema.registry.url", registry,
                        "auto.register.schemas", "true",
                        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                false);
    }

    /** @param anothersCase a case that isn't the department's */
    void write(Kind kind, String anothersCase) {
        if (kind == Kind.NONE) {
            return;
        }
        var topic = kind.isCommand() ? COMMANDS : REQUESTS;
        for (var partition : producer.partitionsFor(topic)) {
            var key = kind == Kind.COMMAND_FOR_ANOTHERS_CASE
                    ? anothersCase
                    : UUID.randomUUID().toString();
            var value = value(kind, topic, key);
            producer.send(
                    new ProducerRecord<>(topic, partition.partition(), key.getBytes(StandardCharsets.UTF_8), value));
        }
        producer.flush();
    }

    /** The next good command: the department acknowledges a case of its own. */
    void acknowledge(String caseId) {
        var command = bytes(COMMANDS, command(caseId, "voirie"));
        producer.send(new ProducerRecord<>(COMMANDS, caseId.getBytes(StandardCharsets.UTF_8), command));
        producer.flush();
    }

    private byte[] value(Kind kind, String topic, String key) {
        return switch (kind) {
            case NONE -> throw new IllegalArgumentException("nothing to write");
            case BAD_MAGIC_BYTE -> new byte[] {7, 0, 0, 0, 1, 2, 3};
            case UNKNOWN_SCHEMA_ID ->
                ByteBuffer.allocate(9).put((byte) 0).putInt(999_999).putInt(1).array();
            case TRUNCATED_AVRO -> {
                var whole = bytes(topic, submitted(key));
                yield Arrays.copyOf(whole, whole.length / 2);
            }
            case UNKNOWN_TYPE ->
                bytes(
                        topic,
                        new GenericRecordBuilder(somethingNew())
                                .set("note", "x")
                                .build());
            case COMMAND_OF_ANOTHER_DEPARTMENT -> bytes(topic, command(key, "proprete"));
            case COMMAND_FOR_ANOTHERS_CASE -> bytes(topic, command(key, "voirie"));
        };
    }

    private static AcknowledgeCase command(String caseId, String department) {
        return AcknowledgeCase.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setCaseId(caseId)
                .setDepartment(department)
                .build();
    }

    private static ServiceRequestSubmitted submitted(String requestId) {
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(requestId)
                .setDescription("Tronqué")
                .build();
    }

    private static Schema somethingNew() {
        return new Schema.Parser().parse("""
            {"type": "record", "name": "SomethingNew", "namespace": "org.relais.event.servicerequest.v1",
             "fields": [{"name": "note", "type": "string", "default": ""}]}\
            """);
    }

    private byte[] bytes(String topic, Object event) {
        return Objects.requireNonNull(serializer.serialize(topic, event), "an event has bytes");
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
