package org.relais.platform.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.platform.outbox.Outbox;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox of every service that has a database: it reads what the beans of type {@link InboxSubscription} name. */
@AutoConfiguration(afterName = "org.relais.platform.outbox.OutboxAutoConfiguration")
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(InboxSettings.class)
class InboxAutoConfiguration {

    @Bean
    InboxStore inboxStore(JdbcTemplate jdbc) {
        return new InboxStore(jdbc);
    }

    @Bean
    Subscriptions inboxSubscriptions(ObjectProvider<InboxSubscription> subscriptions) {
        return new Subscriptions(subscriptions.orderedStream().toList());
    }

    @Bean
    Inbox inbox(
            InboxStore store,
            RegistryAvroDeserializer deserializer,
            Subscriptions subscriptions,
            TransactionTemplate transaction,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters,
            InboxSettings settings,
            @Value("${spring.application.name}") String group) {
        return new Inbox(
                store,
                new EventDecoder(deserializer::decode, deserializer::typeOf),
                subscriptions,
                transaction,
                outbox,
                clock,
                group,
                settings,
                new InboxJournal(meters));
    }

    @Bean
    InboxConsumers inboxConsumers(
            InboxStore store,
            Subscriptions subscriptions,
            Inbox inbox,
            TransactionTemplate transaction,
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            InboxSettings settings,
            Clock clock,
            MeterRegistry meters,
            @Value("${spring.application.name}") String group,
            @Value("${relais.instance:1}") String instance) {
        InboxLag lag = new InboxLag(meters, clock, group);
        Positions positions = new Positions(store, transaction);
        return new InboxConsumers(subscriptions, settings, n -> {
            Map<String, Object> properties = consumerProperties(kafka, connection, settings);
            String member = group + "-" + instance + "-" + n;
            properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
            properties.put(ConsumerConfig.CLIENT_ID_CONFIG, member);
            return new InboxConsumer(() -> new KafkaConsumer<>(properties), subscriptions, positions, inbox, lag);
        });
    }

    @Bean
    HeldEvents heldEvents(JdbcTemplate jdbc, InboxStore store, Inbox inbox) {
        return new HeldEvents(jdbc, store, inbox);
    }

    @Bean
    HeldGauge heldGauge(JdbcTemplate jdbc, MeterRegistry meters, Clock clock) {
        return new HeldGauge(jdbc, meters, clock);
    }

    @Bean
    DeadLetterReplay deadLetterReplay(
            InboxStore store,
            Inbox inbox,
            KafkaProperties kafka,
            KafkaConnectionDetails connection,
            InboxSettings settings,
            @Value("${spring.application.name}") String group,
            @Value("${relais.instance:1}") String instance) {
        Map<String, Object> properties = consumerProperties(kafka, connection, settings);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + instance + "-replay");
        return new DeadLetterReplay(
                Topics.deadLetters(group).name(), group, () -> new KafkaConsumer<>(properties), inbox, store);
    }

    @Bean
    DeadLetterRetention deadLetterRetention(
            InboxStore store, Clock clock, @Value("${spring.application.name}") String group) {
        return new DeadLetterRetention(
                store,
                clock,
                // Kafka lets a letter go with its segment, which may be a good while after its time.
                Objects.requireNonNull(Topics.deadLetters(group).retention(), "they end one day")
                        .multipliedBy(2));
    }

    @Bean
    WaitingLettersGauge waitingLettersGauge(InboxStore store, DeadLetterRetention retention, MeterRegistry meters) {
        return new WaitingLettersGauge(store, retention, meters);
    }

    @Bean
    DeadLettersEndpoint deadLettersEndpoint(DeadLetterReplay replay) {
        return new DeadLettersEndpoint(replay);
    }

    @Bean
    HeldEventsEndpoint heldEventsEndpoint(HeldEvents held) {
        return new HeldEventsEndpoint(held);
    }

    /** What keeps order and loses nothing is not left to configuration. */
    static Map<String, Object> consumerProperties(
            KafkaProperties kafka, KafkaConnectionDetails connection, InboxSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        // What stands in memory at once; a record that is larger comes by itself.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Topic.LARGEST_DEAD_LETTER);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
        properties.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int)
                settings.newTopics().toMillis());
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.putAll(kafka.buildConsumerProperties());
        properties.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getConsumer().getBootstrapServers()));
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        return properties;
    }
}
