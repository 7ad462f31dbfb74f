package org.relais.platform.outbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.event.catalogue.Topic;
import org.relais.event.servicerequest.v1.RequesterErased;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** A service's database with the platform's tables, a Kafka, and as many instances of the outbox as a test wants. */
public final class OutboxHarness implements AutoCloseable {

    private static final AtomicInteger TOPICS = new AtomicInteger();

    /** So few that what is read of a topic comes in several parts. */
    private static final int READ_TOGETHER = 2;

    private static final List<String> TABLES = List.of("outbox", "outbox_sequence", "outbox_published");

    /** Databases that a test is through with: to make one, and to delete it at the end, takes longer than most tests. */
    private static final Queue<String> EMPTIED = new ConcurrentLinkedQueue<>();

    private final EmbeddedKafka kafka;
    private final String database;
    private final HikariDataSource dataSource;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final List<OutboxRelay> relays = new ArrayList<>();
    private final Set<String> topics = ConcurrentHashMap.newKeySet();

    public OutboxHarness(EmbeddedKafka kafka) {
        this.kafka = kafka;
        String emptied = EMPTIED.poll();
        database = emptied == null ? EmbeddedPostgres.shared().createDatabase() : emptied;
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(EmbeddedPostgres.shared().jdbcUrl(database));
        pool.setUsername(database);
        pool.setPassword(database);
        pool.setMaximumPoolSize(6);
        dataSource = new HikariDataSource(pool);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/platform")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public TransactionTemplate transaction() {
        return transaction;
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** A new topic that no other test has. */
    public String topic(int partitions) {
        String name = "test.events-" + TOPICS.incrementAndGet() + ".v1";
        create(name, partitions);
        topics.add(name);
        return name;
    }

    public void create(String name, int partitions) {
        create(name, partitions, Map.of());
    }

    public void create(String name, int partitions, Map<String, String> configuration) {
        try (Admin admin = admin()) {
            if (!admin.listTopics().names().get().contains(name)) {
                admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configuration)))
                        .all()
                        .get();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()));
    }

    /** The outbox of an instance whose relay runs. */
    public Outbox publishing() {
        return instance(relay());
    }

    /** The outbox of an instance that died before it could hand anything over. */
    public Outbox deadInstance() {
        return instance(newRelay(() -> {}));
    }

    OutboxRelay relay() {
        return relay(() -> {});
    }

    /** @param first what is done before a term's producer is made */
    OutboxRelay relay(Runnable first) {
        OutboxRelay relay = newRelay(first);
        relay.start();
        return relay;
    }

    /** Keeps a copy of what the outbox's tables hold now, as a backup would. */
    void backUp() {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            TABLES.forEach(table -> {
                jdbc.execute("DROP TABLE IF EXISTS backup_" + table);
                jdbc.execute("CREATE TABLE backup_" + table + " AS TABLE " + table);
            });
        });
    }

    /** What was written since the last {@link #backUp} is not there any more; whoever relays loses the connection to it. */
    void restore() {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("LOCK TABLE " + String.join(", ", TABLES) + " IN ACCESS EXCLUSIVE MODE");
            endTerm();
            TABLES.forEach(table -> {
                jdbc.execute("DELETE FROM " + table);
                jdbc.execute("INSERT INTO " + table + " SELECT * FROM backup_" + table);
            });
        });
    }

    /** Ends the connection of whoever relays. */
    void endTerm() {
        jdbc.queryForList("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND"
                + " granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    FencedConnection fence() throws SQLException {
        return Objects.requireNonNull(FencedConnection.tryAcquire(dataSource), "another has it");
    }

    Outbox instance(HandOff handOff) {
        return new TransactionalOutbox(
                new EventPreparation(OutboxHarness::bytes), new SequenceTable(jdbc), new OutboxTable(jdbc), handOff);
    }

    /** Appends these in one transaction. */
    public void append(Outbox outbox, PreparedEvent... events) {
        transaction.executeWithoutResult(status -> outbox.append(Arrays.asList(events)));
    }

    public static PreparedEvent event(String topic, String request, long sequence) {
        return event(topic, request, sequence, (request + ":" + sequence).getBytes(StandardCharsets.UTF_8));
    }

    static PreparedEvent event(String topic, String request, long sequence, byte[] value) {
        byte[] key = request.getBytes(StandardCharsets.UTF_8);
        return new PreparedEvent(topic, request, sequence, key, Map.of("ce_id", key), value);
    }

    /** As the catalogue would describe it. */
    static Topic described(String name) {
        return new Topic(
                name,
                "writer",
                "relais/test",
                Topic.Key.REQUEST_ID,
                List.of(RequesterErased.class),
                3,
                Duration.ofDays(1),
                List.of());
    }

    /** Everything that stands in a topic now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    List<String> values(String topic) {
        return read(topic).stream()
                .map(found -> new String(found.value(), StandardCharsets.UTF_8))
                .toList();
    }

    long rows() {
        Long rows = jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class);
        return rows == null ? 0 : rows;
    }

    static String newRequest() {
        return UUID.randomUUID().toString();
    }

    void eachRelay(Consumer<OutboxRelay> action) {
        relays.forEach(action);
    }

    @Override
    public void close() {
        relays.forEach(OutboxRelay::stop);
        if (!dataSource.isClosed()) {
            empty();
            dataSource.close();
        }
    }

    /** As it was made; one that somebody still works in is left as it is. */
    private void empty() {
        try {
            jdbc.execute("SET lock_timeout = '2s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            EMPTIED.add(database);
        } catch (DataAccessException inUse) {
            // The next test has another.
        }
    }

    private OutboxRelay newRelay(Runnable first) {
        KafkaProperties properties = new KafkaProperties();
        KafkaConnectionDetails connection = () -> List.of(kafka.bootstrapServers());
        Map<String, Object> producer =
                OutboxAutoConfiguration.producerProperties(properties, connection, "test-" + relays.size());
        OutboxSettings settings = new OutboxSettings(
                true,
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                2000,
                DataSize.ofMegabytes(1),
                500,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
        RelayProducers producers = () -> {
            first.run();
            return new KafkaProducer<>(producer);
        };
        Map<String, Object> reading =
                OutboxAutoConfiguration.consumerProperties(properties, connection, "test-" + relays.size());
        PublishedEvents published =
                new OwnTopics(() -> new KafkaConsumer<>(reading), topics::contains, new NumbersInText(), READ_TOGETHER);
        OutboxRelay relay =
                new OutboxRelay(dataSource, producers, settings, new NumberRecovery(published, new NumbersInText()));
        relays.add(relay);
        return relay;
    }

    /** Of events that are written as their text. */
    private static final class NumbersInText implements EventNumbers {

        private static final Pattern NUMBER = Pattern.compile("(?<=\"sequence\": )\\d+");

        @Override
        public OptionalLong of(byte[] value) {
            Matcher number = NUMBER.matcher(new String(value, StandardCharsets.UTF_8));
            return number.find() ? OptionalLong.of(Long.parseLong(number.group())) : OptionalLong.empty();
        }

        @Override
        public byte[] renumbered(String topic, byte[] value, long number) {
            return NUMBER.matcher(new String(value, StandardCharsets.UTF_8))
                    .replaceFirst(Long.toString(number))
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String topic, SpecificRecord event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
