package org.relais.platform.inbox;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.platform.commit.WrittenTogether;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.outbox.OutboxHarness;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.relais.platform.registry.SchemaRegistrar;
import org.relais.platform.registry.SchemaRegistry;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** A service that reads one topic of its own and writes what it reads into a table, as many instances as a test wants. */
final class InboxHarness implements AutoCloseable {

    private static @Nullable SchemaRegistry registry;

    final OutboxHarness service;
    final Topic topic;
    final String group = "reader-" + UUID.randomUUID();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Subscriptions subscriptions;
    final InboxStore store;
    final Inbox inbox;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RegistryAvroSerializer serializer;
    private final List<InboxConsumers> running = new ArrayList<>();
    private final List<WaitingLettersGauge> counting = new ArrayList<>();
    private final List<DeadLetterRetention> forgetting = new ArrayList<>();
    private volatile boolean commitsFail;
    /** How many consumers of Kafka's were opened. */
    final AtomicInteger opened = new AtomicInteger();

    private final List<Consumer<InboundEvent>> faults = new CopyOnWriteArrayList<>();
    private final List<Consumer<InboundEvent>> faultsAhead = new CopyOnWriteArrayList<>();
    private final List<Consumer<InboundEvent>> faultsWhenWritten = new CopyOnWriteArrayList<>();
    private final WrittenTogether<InboundEvent> writtenTogether = new WrittenTogether<>(
            events -> events.forEach(event -> faultsWhenWritten.forEach(fault -> fault.accept(event))));

    InboxHarness(int partitions) {
        this(partitions, null);
    }

    InboxHarness(int partitions, @Nullable SchemaRegistry otherRegistry) {
        service = new OutboxHarness(EmbeddedKafka.shared());
        topic = new Topic(
                service.topic(partitions),
                "writer",
                "relais/test",
                Topic.Key.REQUEST_ID,
                List.of(RequesterErased.class),
                partitions,
                Duration.ofDays(1),
                List.of());
        service.create(
                Topics.deadLetters(group).name(), 2, Topics.deadLetters(group).configuration());
        service.jdbc().execute("CREATE TABLE applied (id bigserial, request_id text, sequence bigint, partition int)");
        serializer = new RegistryAvroSerializer(registry());
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, service.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        subscriptions = new Subscriptions(List.of(new InboxSubscription.Numbered(topic, new Applying())));
        store = new InboxStore(service.jdbc());
        Outbox outbox = service.publishing();
        SchemaRegistry read = otherRegistry == null ? registry() : otherRegistry;
        RegistryAvroDeserializer deserializer = new RegistryAvroDeserializer(read);
        inbox = new Inbox(
                store,
                new EventDecoder(deserializer::decode, deserializer::typeOf),
                subscriptions,
                service.transaction(),
                outbox,
                Clock.systemUTC(),
                group,
                settings(),
                new InboxJournal(meters));
    }

    static InboxSettings settings() {
        return new InboxSettings(true, 1, 3, Duration.ofMillis(50), Duration.ofMillis(200), 500, Duration.ofSeconds(1));
    }

    static synchronized SchemaRegistry registry() {
        if (registry == null) {
            String url = EmbeddedRegistry.shared().url();
            // Registering is no test: it may retry.
            try (SchemaRegistry patient = new SchemaRegistry(Map.of("schema.registry.url", url))) {
                new SchemaRegistrar(patient).register(SchemaRegistrar.catalogue());
            }
            registry = connect(url);
        }
        return registry;
    }

    static SchemaRegistry connect(String url) {
        return new SchemaRegistry(Map.of(
                "schema.registry.url", url,
                "value.subject.name.strategy", "RecordNameStrategy",
                "auto.register.schemas", "false",
                "avro.remove.java.properties", "true",
                "specific.avro.reader", "true",
                "max.retries", "0"));
    }

    /** Something that happens to an event before it is applied. */
    void fault(Consumer<InboundEvent> fault) {
        faults.add(fault);
    }

    /** Something that happens when a batch is announced that holds an event. */
    void faultAhead(Consumer<InboundEvent> fault) {
        faultsAhead.add(fault);
    }

    /** Something that happens when an event's rows are written, which may be as late as the commit. */
    void faultWhenWritten(Consumer<InboundEvent> fault) {
        faultsWhenWritten.add(fault);
    }

    /** Whether what readers commit to Kafka is lost on the way, as by one that is killed before it commits. */
    void commitsFail(boolean fail) {
        commitsFail = fail;
    }

    /** Where the group stands as Kafka knows it; empty where nothing was committed. */
    Optional<Long> committed(int partition) {
        TopicPartition at = new TopicPartition(topic.name(), partition);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, service.bootstrapServers()))) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(at);
            return Optional.ofNullable(offset).map(OffsetAndMetadata::offset);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the database takes no writes, as a standby that is not promoted yet. */
    void databaseIsReadOnly(boolean readOnly) {
        service.transaction().executeWithoutResult(status -> {
            service.jdbc().execute("SET TRANSACTION READ WRITE");
            service.jdbc()
                    .execute("ALTER ROLE CURRENT_USER "
                            + (readOnly
                                    ? "SET default_transaction_read_only = on"
                                    : "RESET default_transaction_read_only"));
        });
        HikariDataSource pool = (HikariDataSource) requireNonNull(service.jdbc().getDataSource());
        // One that the pool is opening right now may still be as it was before.
        await().until(() -> {
            pool.getHikariPoolMXBean().softEvictConnections();
            return allAre(readOnly, pool);
        });
    }

    private static boolean allAre(boolean readOnly, HikariDataSource pool) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            boolean alike = true;
            for (int n = 0; n < pool.getMaximumPoolSize(); n++) {
                Connection connection = pool.getConnection();
                all.add(connection);
                try (Statement statement = connection.createStatement();
                        ResultSet says = statement.executeQuery("SHOW default_transaction_read_only")) {
                    alike &= says.next() && says.getString(1).equals(readOnly ? "on" : "off");
                }
            }
            return alike;
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    InboxConsumers read() {
        return read(1);
    }

    InboxConsumers read(int instance) {
        KafkaConnectionDetails connection = () -> List.of(service.bootstrapServers());
        Map<String, Object> properties =
                InboxAutoConfiguration.consumerProperties(new KafkaProperties(), connection, settings());
        properties.put("group.id", group);
        properties.put("group.instance.id", group + "-" + instance);
        InboxLag lag = new InboxLag(meters, Clock.systemUTC(), group);
        Positions positions = new Positions(store, service.transaction());
        InboxConsumers consumers = new InboxConsumers(
                subscriptions,
                settings(),
                n -> new InboxConsumer(() -> new Committing(properties), subscriptions, positions, inbox, lag));
        consumers.start();
        running.add(consumers);
        return consumers;
    }

    DeadLetterReplay replay() {
        KafkaConnectionDetails connection = () -> List.of(service.bootstrapServers());
        Map<String, Object> properties =
                InboxAutoConfiguration.consumerProperties(new KafkaProperties(), connection, settings());
        return new DeadLetterReplay(
                Topics.deadLetters(group).name(), group, () -> new KafkaConsumer<>(properties), inbox, store);
    }

    /** The metrics of an instance that has just started, and counts dead letters. */
    SimpleMeterRegistry startCountingDeadLetters() {
        SimpleMeterRegistry started = new SimpleMeterRegistry();
        counting.add(new WaitingLettersGauge(store, retention(), started));
        return started;
    }

    /** Letters are kept for 90 days. */
    DeadLetterRetention retention() {
        DeadLetterRetention started = new DeadLetterRetention(store, Clock.systemUTC(), Duration.ofDays(90));
        forgetting.add(started);
        return started;
    }

    HeldEvents heldEvents() {
        return new HeldEvents(service.jdbc(), store, inbox);
    }

    void send(int partition, String request, long sequence) {
        sendBytes(partition, request, bytes(event(request, sequence)));
    }

    void sendBytes(int partition, String request, byte[] value) {
        send(new ProducerRecord<>(topic.name(), partition, request.getBytes(StandardCharsets.UTF_8), value));
    }

    /** As one that was written then. */
    void send(int partition, String request, long sequence, Instant writtenAt) {
        send(new ProducerRecord<>(
                topic.name(),
                partition,
                writtenAt.toEpochMilli(),
                request.getBytes(StandardCharsets.UTF_8),
                bytes(event(request, sequence))));
    }

    private void send(ProducerRecord<byte[], byte[]> sent) {
        try {
            producer.send(sent).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a producer does that compresses: the broker looks at what it is sent, not at what it holds. */
    void sendCompressed(int partition, String request, byte[] value) {
        try (KafkaProducer<byte[], byte[]> compressing = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        service.bootstrapServers(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 * value.length),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            compressing.send(
                    new ProducerRecord<>(topic.name(), partition, request.getBytes(StandardCharsets.UTF_8), value));
        }
    }

    byte[] bytes(SpecificRecord event) {
        byte[] bytes = serializer.serialize(topic.name(), event);
        if (bytes == null) {
            throw new IllegalStateException();
        }
        return bytes;
    }

    static RequesterErased event(String request, long sequence) {
        return RequesterErased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setRequestId(request)
                .setJurisdictionId("test")
                .setSequence(sequence)
                .setOccurredAt(Instant.now())
                .setRequesterId(UUID.randomUUID().toString())
                .build();
    }

    List<Long> applied(String request) {
        return service.jdbc()
                .queryForList("SELECT sequence FROM applied WHERE request_id = ? ORDER BY id", Long.class, request);
    }

    Map<String, Long> deadLetterReasons() {
        Map<String, Long> reasons = new HashMap<>();
        deadLetters().forEach(letter -> reasons.merge(DeadLetter.text(letter, DeadLetter.REASON), 1L, Long::sum));
        return reasons;
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return service.read(Topics.deadLetters(group).name());
    }

    double counted(String outcome) {
        return meters.find("relais.inbox.events").tag("outcome", outcome).counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    void stopReading() {
        running.forEach(InboxConsumers::stop);
        running.clear();
    }

    @Override
    public void close() {
        stopReading();
        counting.forEach(WaitingLettersGauge::destroy);
        forgetting.forEach(DeadLetterRetention::destroy);
        producer.close();
        service.close();
    }

    private final class Applying implements EventHandler {

        @Override
        public void ahead(Collection<InboundEvent> events) {
            events.forEach(event -> faultsAhead.forEach(fault -> fault.accept(event)));
        }

        @Override
        public void handle(InboundEvent event) {
            faults.forEach(fault -> fault.accept(event));
            writtenTogether.add(event);
            service.jdbc()
                    .update(
                            "INSERT INTO applied (request_id, sequence, partition) VALUES (?, ?, ?)",
                            event.requestId(),
                            event.sequence(),
                            event.partition());
        }
    }

    /** A consumer on the real broker whose commits can be made to fail. */
    private final class Committing extends KafkaConsumer<byte[], byte[]> {

        Committing(Map<String, Object> properties) {
            super(properties);
            opened.incrementAndGet();
        }

        @Override
        public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            if (commitsFail) {
                callback.onComplete(offsets, new RetriableCommitFailedException("lost"));
            } else {
                super.commitAsync(offsets, callback);
            }
        }
    }
}
