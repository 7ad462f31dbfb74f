package org.relais.e2e;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;
import static org.relais.e2e.Eventually.eventually;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.client.Citizen;
import org.relais.e2e.client.KafkaReader;
import org.relais.e2e.client.Reply;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.event.catalogue.Topics;
import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.event.servicerequest.v1.ServiceRequestSubmitted;
import org.relais.platform.registry.RegistryAvroSerializer;

/**
 * Records that can't be read: each has its fate, the next good one passes, nothing stops. Poison is written to every partition, so
 * that the next good record has some in front of it wherever it goes.
 */
@Tag("faults")
@ExtendWith(SharedSystem.class)
class PoisonIT {

    private static final String INTAKE_TOPIC = Topics.INTAKE_SERVICE_REQUESTS.name();

    private final SystemUnderTest system;
    private KafkaProducer<byte[], byte[]> producer;
    private RegistryAvroSerializer serializer;

    PoisonIT(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.kafka(), ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        serializer = new RegistryAvroSerializer();
        serializer.configure(
                Map.of(
                        "schema.registry.url", system.registry().toString(),
                        "auto.register.schemas", "true",
                        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"),
                false);
    }

    @AfterEach
    void close() {
        producer.close();
        serializer.close();
    }

    @Test
    void aBadMagicByteGoesToTheDeadLetters() {
        fate(INTAKE_TOPIC, new byte[] {7, 0, 0, 0, 1, 2, 3}, "bad_magic");
    }

    @Test
    void anUnknownSchemaIdGoesToTheDeadLetters() {
        fate(
                INTAKE_TOPIC,
                ByteBuffer.allocate(9).put((byte) 0).putInt(999_999).putInt(1).array(),
                "unknown_schema");
    }

    @Test
    void truncatedAvroGoesToTheDeadLetters() {
        var whole = bytes(INTAKE_TOPIC, submitted());
        fate(INTAKE_TOPIC, Arrays.copyOf(whole, whole.length / 2), "invalid_avro");
    }

    @Test
    void aRecordOfAnotherDepartmentIsQuarantined() {
        var command = AcknowledgeCase.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setCaseId(UUID.randomUUID().toString())
                .setDepartment("proprete")
                .build();
        var topic = Topics.departmentUpdates("voirie").name();
        var own = aRoutedPothole();

        send(topic, key(command), bytes(topic, command));
        acknowledge(own);

        becomes("acknowledged", own);
        isDeadOnEveryPartition(topic, key(command), bytes(topic, command), "department_mismatch");
    }

    @Test
    void anUnknownTypeIsPassedOver() {
        var type = new Schema.Parser().parse("""
            {"type": "record", "name": "SomethingNew", "namespace": "org.relais.event.servicerequest.v1",
             "fields": [{"name": "note", "type": "string", "default": ""}]}\
            """);
        var key = UUID.randomUUID().toString();
        var written = send(
                INTAKE_TOPIC,
                key,
                bytes(
                        INTAKE_TOPIC,
                        new GenericRecordBuilder(type).set("note", "x").build()));
        theNextGoodRequestPasses();
        eventually(() -> routingHasPassed(written));
        assertThat(deadLetters("routing-service")).noneMatch(record -> key.equals(key(record)));
    }

    @Test
    void aCommandForAnotherDepartmentsCaseIsRefusedOnItsOwnTopic() {
        var filing = new Citizen(system).file(Citizen.aPothole("personne@exemple.invalid"));
        var caseId = filing.text("/id");
        eventually(() -> assertThat(
                        new Citizen(system).follow(filing.text("/trackingCode")).text("/department/code"))
                .isEqualTo("voirie"));
        var other = otherKafkaDepartment();
        var command = AcknowledgeCase.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setCaseId(caseId)
                .setDepartment(other)
                .build();
        var topic = Topics.departmentUpdates(other).name();
        var written = send(topic, caseId, bytes(topic, command));
        eventually(() -> assertThat(new KafkaReader(system).everythingAbout(Set.of(caseId)))
                .anyMatch(event -> event.type().equals("CommandRefused")
                        && event.topic().equals(Topics.departmentRequests(other).name())));
        eventually(() -> routingHasPassed(written));
        assertThat(new Citizen(system).follow(filing.text("/trackingCode")).text("/status"))
                .isEqualTo("routed");
    }

    private String otherKafkaDepartment() {
        var topics = new KafkaReader(system).topics(Topics.departmentUpdatesPattern());
        return topics.stream()
                .map(Topics::departmentOf)
                .filter(code -> !code.equals("voirie"))
                .findFirst()
                .orElseThrow();
    }

    private void fate(String topic, byte[] value, String reason) {
        var key = UUID.randomUUID().toString();
        send(topic, key, value);
        theNextGoodRequestPasses();
        isDeadOnEveryPartition(topic, key, value, reason);
    }

    private void isDeadOnEveryPartition(String topic, String key, byte[] value, String reason) {
        var partitions = producer.partitionsFor(topic).stream()
                .map(partition -> Integer.toString(partition.partition()))
                .toList();
        eventually(() -> assertThat(deadLetters("routing-service"))
                .filteredOn(record -> key.equals(key(record)))
                .allSatisfy(record -> {
                    assertThat(HexFormat.of().formatHex(record.value()))
                            .isEqualTo(HexFormat.of().formatHex(value));
                    assertThat(header(record, "relais_dlt_reason")).isEqualTo(reason);
                    assertThat(header(record, "relais_dlt_origin_topic")).isEqualTo(topic);
                })
                .extracting(record -> header(record, "relais_dlt_origin_partition"))
                .containsExactlyInAnyOrderElementsOf(partitions));
    }

    private void routingHasPassed(List<RecordMetadata> written) throws Exception {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, system.kafka()))) {
            var passed = admin.listConsumerGroupOffsets(Topics.ROUTING)
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(written)
                    .allSatisfy(record -> assertThat(passed.get(new TopicPartition(record.topic(), record.partition())))
                            .isNotNull()
                            .extracting(OffsetAndMetadata::offset, as(LONG))
                            .isGreaterThan(record.offset()));
        }
    }

    private Reply aRoutedPothole() {
        var filing = new Citizen(system).file(Citizen.aPothole("personne@exemple.invalid"));
        becomes("routed", filing);
        return filing;
    }

    private void becomes(String status, Reply filing) {
        eventually(() -> assertThat(
                        new Citizen(system).follow(filing.text("/trackingCode")).text("/status"))
                .isEqualTo(status));
    }

    private void acknowledge(Reply filing) {
        var caseId = filing.text("/id");
        var topic = Topics.departmentUpdates("voirie").name();
        var command = AcknowledgeCase.newBuilder()
                .setCommandId(UUID.randomUUID().toString())
                .setCaseId(caseId)
                .setDepartment("voirie")
                .build();
        producer.send(new ProducerRecord<>(topic, caseId.getBytes(StandardCharsets.UTF_8), bytes(topic, command)));
        producer.flush();
    }

    private void theNextGoodRequestPasses() {
        var citizen = new Citizen(system);
        var filing = citizen.file(Citizen.aPothole("personne@exemple.invalid"));
        assertThat(filing.status()).as("%s", filing.body()).isEqualTo(201);
        eventually(() -> assertThat(citizen.follow(filing.text("/trackingCode")).text("/status"))
                .isEqualTo("routed"));
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(String group) {
        return new KafkaReader(system)
                .records(Pattern.compile(Pattern.quote(Topics.deadLetters(group).name())));
    }

    /** To every partition. */
    private List<RecordMetadata> send(String topic, String key, byte[] value) {
        return producer.partitionsFor(topic).stream()
                .map(partition -> producer.send(new ProducerRecord<>(
                        topic, partition.partition(), key.getBytes(StandardCharsets.UTF_8), value)))
                .toList()
                .stream()
                .map(PoisonIT::kept)
                .toList();
    }

    private static RecordMetadata kept(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(AcknowledgeCase command) {
        return command.getCaseId();
    }

    private byte[] bytes(String topic, Object event) {
        return Objects.requireNonNull(serializer.serialize(topic, event), "an event has bytes");
    }

    private static SpecificRecord submitted() {
        return ServiceRequestSubmitted.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(UUID.randomUUID().toString())
                .setDescription("Tronqué")
                .build();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Stream.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
