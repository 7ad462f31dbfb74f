package org.relais.notification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A real broker, registry and database, and the service in front of them, as often as wanted. */
final class RunningPlatform implements AutoCloseable {

    final Neighbours neighbours;
    final String database;

    private final EmbeddedKafka kafka = EmbeddedKafka.start();
    private final KafkaProducer<String, Object> producer;
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();

    RunningPlatform() throws IOException {
        neighbours = new Neighbours();
        database = EmbeddedPostgres.shared().createDatabase();
        createTopics();
        producer = producer();
    }

    /**
     * Starts an instance of the service.
     *
     * @param more settings that count instead of the usual ones
     */
    ConfigurableApplicationContext start(int smtpPort, String... more) {
        List<String> settings = new ArrayList<>(neighbours.settings());
        settings.addAll(registry());
        settings.addAll(List.of(
                "server.port=0",
                "management.server.port=0",
                "spring.main.banner-mode=off",
                "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "spring.datasource.url=" + EmbeddedPostgres.shared().jdbcUrl(database),
                "spring.datasource.username=" + database,
                "spring.datasource.password=" + database,
                "spring.mail.port=" + smtpPort,
                "spring.mail.host=127.0.0.1",
                "relais.instance=" + (services.size() + 1),
                "relais.notification.outbox-page=true",
                "relais.notification.delivery.first-back-off=100ms",
                "relais.notification.delivery.receipt-wait=2s",
                "relais.notification.delivery.poll-interval=50ms"));
        for (String setting : more) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            settings.removeIf(usual -> usual.startsWith(name));
            settings.add(setting);
        }
        ConfigurableApplicationContext service = new SpringApplicationBuilder(NotificationServiceApplication.class)
                .properties(settings.toArray(String[]::new))
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
        services.add(service);
        return service;
    }

    void publish(Topic topic, String key, SpecificRecord event) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, event)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    static List<String> registry() {
        return List.of(
                "relais.registry.schema.registry.url="
                        + EmbeddedRegistry.shared().url(),
                "relais.registry.auto.register.schemas=true");
    }

    static Map<String, Object> registryKeys() {
        return Map.of(
                "schema.registry.url", EmbeddedRegistry.shared().url(),
                "auto.register.schemas", "true",
                "specific.avro.reader", "true",
                "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
    }

    private KafkaProducer<String, Object> producer() {
        RegistryAvroSerializer values = new RegistryAvroSerializer();
        values.configure(registryKeys(), false);
        return new KafkaProducer<>(
                new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all")),
                new StringSerializer(),
                values);
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<NewTopic> topics = new ArrayList<>();
            for (Topic topic : Topics.FIXED) {
                NewTopic created = new NewTopic(topic.name(), topic.partitions(), (short) 1);
                topics.add(topic.compacted() ? created.configs(Map.of("cleanup.policy", "compact")) : created);
            }
            topics.add(new NewTopic(Topics.deadLetters(Topics.NOTIFICATION).name(), 3, (short) 1));
            admin.createTopics(topics).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        services.forEach(ConfigurableApplicationContext::close);
        producer.close();
        neighbours.close();
        kafka.close();
    }
}
