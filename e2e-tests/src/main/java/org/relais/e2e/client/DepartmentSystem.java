package org.relais.e2e.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.relais.e2e.system.SystemUnderTest;
import org.relais.event.catalogue.Topics;
import org.relais.local.KafkaLogin;
import org.relais.local.Steps;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;

/** A department's own system: it signs in at Kafka under the department's code, and reads in the group of that name. */
public final class DepartmentSystem implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String code;
    private final Map<String, String> login;
    private final Map<String, Object> registry;
    private final List<GenericRecord> received = new ArrayList<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    public DepartmentSystem(SystemUnderTest system, String code) {
        this(system, code, system.secret(code));
    }

    /** With a password that may be wrong. */
    public DepartmentSystem(SystemUnderTest system, String code, String password) {
        this.code = code;
        this.login = KafkaLogin.of(system.departmentsKafka(), code, password);
        this.registry = Map.of(
                "schema.registry.url",
                system.registry().toString(),
                "auto.register.schemas",
                "false",
                "specific.avro.reader",
                "false",
                "value.subject.name.strategy",
                "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        this.consumer = consumer(code);
        var settings = new HashMap<String, Object>(login);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer.subscribe(List.of(Topics.departmentRequests(code).name()));
    }

    /** Everything that its own topic has brought so far. */
    public List<GenericRecord> received() {
        try (var decoder = new RegistryAvroDeserializer()) {
            decoder.configure(registry, false);
            for (var record : consumer.poll(A_MOMENT)) {
                received.add(
                        (GenericRecord) Objects.requireNonNull(decoder.deserialize(record.topic(), record.value())));
            }
        }
        return List.copyOf(received);
    }

    /**
     * Writes a command to its own topic and waits until it is kept.
     *
     * @throws KafkaException if the broker refuses
     */
    public void command(String caseId, SpecificRecord command) {
        write(Topics.departmentUpdates(code).name(), caseId, command);
    }

    /** @throws KafkaException if the broker refuses */
    public void write(String topic, String caseId, SpecificRecord record) {
        try (var encoder = new RegistryAvroSerializer()) {
            encoder.configure(registry, false);
            producer.send(new ProducerRecord<>(
                            topic, caseId.getBytes(StandardCharsets.UTF_8), encoder.serialize(topic, record)))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tries to read a topic in a group, until the first answer of the broker's.
     *
     * @throws KafkaException if the broker refuses
     */
    public void read(String topic, String group) {
        try (var reader = consumer(group)) {
            reader.subscribe(List.of(topic));
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (reader.assignment().isEmpty() && System.nanoTime() < end) {
                reader.poll(A_MOMENT);
            }
            reader.poll(A_MOMENT);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        var settings = new HashMap<String, Object>(login);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        Steps.inOrder(() -> producer.close(Duration.ZERO), consumer::close);
    }
}
