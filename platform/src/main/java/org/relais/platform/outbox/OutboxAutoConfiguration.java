package org.relais.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.platform.lock.HeldLock;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox of every service that has a database, and the tables it needs. */
@AutoConfiguration(
        after = {JdbcTemplateAutoConfiguration.class, KafkaAutoConfiguration.class},
        before = FlywayAutoConfiguration.class,
        afterName = {
            "org.relais.platform.registry.RegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxAutoConfiguration {

    private static final int READ_TOGETHER = 10_000;

    /**
     * The platform's tables first, with a history of their own; then the service's. By one instance at a time: Flyway's own lock
     * begins only once its history is there, and of two that make it on an empty database one fails.
     */
    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy platformTablesFirst() {
        return service -> {
            try (HeldLock _ = HeldLock.acquire(service.getConfiguration().getDataSource(), "migration")) {
                migrate(Flyway.configure()
                        .configuration(service.getConfiguration())
                        .locations("classpath:db/platform")
                        .table("platform_schema_history"));
                migrate(Flyway.configure().configuration(service.getConfiguration()));
            } catch (SQLException e) {
                throw new IllegalStateException("the database can't be migrated", e);
            }
        };
    }

    private static void migrate(FluentConfiguration tables) {
        tables.baselineOnMigrate(true).baselineVersion("0").load().migrate();
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(JdbcTemplate jdbc, RegistryAvroSerializer serializer, OutboxRelay relay) {
        EventPreparation preparation = new EventPreparation((topic, event) -> bytes(serializer, topic, event));
        return new TransactionalOutbox(preparation, new SequenceTable(jdbc), new OutboxTable(jdbc), relay);
    }

    @Bean
    OutboxRelay outboxRelay(
            DataSource dataSource,
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            OutboxSettings settings,
            RegistryAvroSerializer serializer,
            RegistryAvroDeserializer deserializer,
            @Value("${spring.application.name}") String service,
            @Value("${relais.instance:1}") String instance) {
        String client = service + "-" + instance + "-outbox";
        Map<String, Object> properties = producerProperties(kafka, connection, client);
        Map<String, Object> reading = consumerProperties(kafka, connection, client);
        EventNumbers numbers = new AvroEventNumbers(deserializer, serializer);
        PublishedEvents published =
                new OwnTopics(() -> new KafkaConsumer<>(reading), Topics.numberedBy(service), numbers, READ_TOGETHER);
        NumberRecovery recovery = new NumberRecovery(published, numbers);
        return new OutboxRelay(dataSource, () -> new KafkaProducer<>(properties), settings, recovery);
    }

    @Bean
    PublishedNumbers publishedNumbers(JdbcTemplate jdbc) {
        return new PublishedNumbers(jdbc);
    }

    @Bean
    RelayGauges relayGauges(JdbcTemplate jdbc, MeterRegistry meters, OutboxRelay relay) {
        return new RelayGauges(jdbc, meters, relay);
    }

    @Bean
    ParkedEvents parkedEvents(JdbcTemplate jdbc) {
        return new ParkedEvents(jdbc);
    }

    @Bean
    OutboxEndpoint outboxEndpoint(ParkedEvents parked) {
        return new OutboxEndpoint(parked);
    }

    private static byte[] bytes(RegistryAvroSerializer serializer, String topic, SpecificRecord event) {
        byte[] bytes = serializer.serialize(topic, event);
        if (bytes == null) {
            throw new IllegalStateException("an event was serialised to nothing");
        }
        return bytes;
    }

    /** What keeps order and loses nothing is not left to configuration. */
    static Map<String, Object> producerProperties(
            KafkaProperties kafka, KafkaConnectionDetails connection, String clientId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        // The broker says what each topic takes; the dead letters' takes more than the others.
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.LARGEST_DEAD_LETTER);
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        properties.putAll(kafka.buildProducerProperties());
        properties.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getProducer().getBootstrapServers()));
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return properties;
    }

    /** For one reading without a group; a broker that is away is told soon, since nothing is published meanwhile. */
    static Map<String, Object> consumerProperties(
            KafkaProperties kafka, KafkaConnectionDetails connection, String clientId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3_000);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Topic.LARGEST_DEAD_LETTER);
        properties.putAll(kafka.buildConsumerProperties());
        properties.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getConsumer().getBootstrapServers()));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }
}
