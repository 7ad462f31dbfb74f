package org.relais.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.relais.embedded.EmbeddedKafka;
import org.relais.embedded.EmbeddedMail;
import org.relais.embedded.EmbeddedPostgres;
import org.relais.embedded.EmbeddedRegistry;
import org.relais.event.catalogue.Topic;
import org.relais.event.catalogue.Topics;
import org.relais.event.common.v1.Outcome;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.event.routing.v1.CaseResolved;
import org.relais.event.routing.v1.InformationRequested;
import org.relais.intake.messenger.MessengerStandIn;
import org.relais.intake.messenger.matrix.HomeserverStandIn;
import org.relais.intake.sms.smpp.SmscStandIn;
import org.relais.platform.registry.RegistryAvroDeserializer;
import org.relais.platform.registry.RegistryAvroSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs, beside a database, a broker and a registry that a test can stop. */
public final class IntakeUnderTest implements AutoCloseable {

    public static final String SERVICE_TOKEN = "notification-service~service";
    public static final String TERRITORY = "testville";
    public static final String MAILBOX = "demandes@testville.example";
    public static final byte[] SMS_KEY = "a key that the provider has too".getBytes(StandardCharsets.UTF_8);
    public static final String OPEN311_KEY = "tester-s-key";
    public static final String OTHER_OPEN311_KEY = "another-holder-s-key";
    public static final String MESSENGER_SECRET = "a-secret-that-messengers-have-too";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EmbeddedKafka kafka;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final Path attachments;

    private IntakeUnderTest(EmbeddedKafka kafka, EmbeddedPostgres postgres, EmbeddedRegistry registry, String... more) {
        this.kafka = kafka;
        createTopics();
        this.attachments = temporaryFolder();
        String database = postgres.createDatabase();
        SpringApplication application = new SpringApplication(IntakeApplication.class, TestTokens.class);
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + postgres.jdbcUrl(database),
                "--spring.datasource.username=" + database,
                "--spring.datasource.password=" + database,
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--relais.registry.schema.registry.url=" + registry.url(),
                "--relais.registry.auto.register.schemas=true",
                "--relais.attachments.folder=" + attachments,
                "--relais.attachments.uploads-per-minute=1000",
                "--relais.filing.unlimited-on-this-machine=true",
                "--relais.open311.keys.tester=" + OPEN311_KEY,
                "--relais.open311.keys.another=" + OTHER_OPEN311_KEY,
                "--relais.vault.master-key=" + Base64.getEncoder().encodeToString(new byte[32])));
        settings.addAll(List.of(more));
        this.context = application.run(settings.toArray(String[]::new));
        this.base = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** One service for all tests that stop nothing, with a territory. */
    public static IntakeUnderTest shared() {
        return Shared.INSTANCE;
    }

    /** The mail server that the shared service reads. */
    public static EmbeddedMail mail() {
        return Shared.MAIL;
    }

    /** The broker to which the shared service listens. */
    public static EmbeddedBroker broker() {
        return Shared.BROKER;
    }

    /** What the shared service takes for the other side of every messenger. */
    public static MessengerStandIn messenger() {
        return Shared.MESSENGER;
    }

    /** The homeserver where the shared service has an account. */
    public static HomeserverStandIn homeserver() {
        return Shared.HOMESERVER;
    }

    /** The text center to which the shared service is bound. */
    public static SmscStandIn smsc() {
        return Shared.SMSC;
    }

    /** A service of its own, without a territory yet. */
    public static IntakeUnderTest start(EmbeddedKafka kafka, EmbeddedPostgres postgres, String... settings) {
        return new IntakeUnderTest(kafka, postgres, EmbeddedRegistry.shared(), settings);
    }

    public IntakeUnderTest withTerritory() {
        return withTerritory(TERRITORY, territoryJson());
    }

    /** The usual town, in another language alone. */
    public IntakeUnderTest withTerritoryIn(String language) {
        return withTerritory(
                TERRITORY,
                territoryJson().replaceFirst("\"languages\": \\[[^]]*]", "\"languages\": [\"" + language + "\"]"));
    }

    /** Another town that is like the usual one, with a department of its own. */
    public IntakeUnderTest withAnotherTown(String id, String department) {
        return withTerritory(
                id,
                territoryJson()
                        .replace("\"jurisdictionId\": \"" + TERRITORY, "\"jurisdictionId\": \"" + id)
                        .replace("\"roads\"", "\"" + department + "\""));
    }

    private IntakeUnderTest withTerritory(String id, String json) {
        database()
                .update(
                        "INSERT INTO published_document (key, version, digest, json, fetched_at, wanted_version,"
                                + " wanted_digest) VALUES (?, 3, 'd3', ?, now(), 3, 'd3')",
                        id,
                        json);
        await().untilAsserted(() -> assertThat(
                        get("/api/v1/territory?jurisdictionId=" + id).statusCode())
                .isEqualTo(200));
        return this;
    }

    public JdbcTemplate database() {
        return context.getBean(JdbcTemplate.class);
    }

    public URI at(String path) {
        return URI.create(base).resolve(path);
    }

    /** A part of the running service. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET(), headers);
    }

    public HttpResponse<String> options(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path)).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    public HttpResponse<String> postForm(String path, String body, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                headers);
    }

    /** Sends bytes as they are. */
    public HttpResponse<String> upload(String path, String contentType, byte[] bytes, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)),
                headers);
    }

    public HttpResponse<byte[]> download(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET(), BodyHandlers.ofByteArray(), headers);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE(), headers);
    }

    public HttpResponse<String> file(String body, String... headers) {
        return post("/api/v1/service-requests", body, headers);
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Codes of the errors by pointer, as {@code /pointer code}. */
    public static List<String> errors(HttpResponse<String> answer) {
        List<String> errors = new ArrayList<>();
        json(answer)
                .path("errors")
                .forEach(error -> errors.add(error.path("pointer").asString() + " "
                        + error.path("code").asString()));
        return errors;
    }

    /** What another service publishes about a request. */
    public void publish(Topic topic, String requestId, SpecificRecord event) {
        try (var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer());
                var serializer = new RegistryAvroSerializer()) {
            serializer.configure(registryKeys(), false);
            producer.send(new ProducerRecord<>(topic.name(), requestId, serializer.serialize(topic.name(), event)));
            producer.flush();
        }
    }

    /** A department asks the person something, and the public sees it. */
    public void departmentAsks(String requestId) {
        publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                requestId,
                InformationRequested.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(1)
                        .setOccurredAt(Instant.now())
                        .setCaseId(requestId)
                        .setCaseVersion(3)
                        .setStatus("awaiting_citizen")
                        .setDepartment("roads")
                        .setQuestionId(UUID.randomUUID().toString())
                        .setQuestion("Est-il profond ?")
                        .build());
        awaitStatus(requestId, "awaiting_citizen");
    }

    /** A department says that a request is dealt with, and the public sees it. */
    public void resolve(String requestId) {
        publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                requestId,
                CaseResolved.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(1)
                        .setOccurredAt(Instant.parse("2026-03-01T10:00:00Z"))
                        .setCaseId(requestId)
                        .setCaseVersion(3)
                        .setStatus("resolved")
                        .setDepartment("roads")
                        .setOutcome(Outcome.FIXED)
                        .setMessage("C'est réparé.")
                        .build());
        awaitStatus(requestId, "resolved");
    }

    /** Somebody confirmed the outcome, and the public sees it. */
    public void confirm(String requestId) {
        publish(
                Topics.ROUTING_SERVICE_REQUESTS,
                requestId,
                CaseConfirmed.newBuilder()
                        .setEventId(UUID.randomUUID().toString())
                        .setRequestId(requestId)
                        .setJurisdictionId(TERRITORY)
                        .setSequence(2)
                        .setOccurredAt(Instant.parse("2026-03-01T11:00:00Z"))
                        .setCaseId(requestId)
                        .setCaseVersion(4)
                        .setStatus("confirmed")
                        .setDepartment("roads")
                        .build());
        awaitStatus(requestId, "confirmed");
    }

    private void awaitStatus(String requestId, String status) {
        await().untilAsserted(() -> assertThat(database()
                        .queryForList(
                                "SELECT status FROM request_progress WHERE request_id = ?::uuid",
                                String.class,
                                requestId))
                .containsExactly(status));
    }

    /** What stands on intake's topic about a request. */
    public List<ConsumerRecord<String, byte[]>> published(String requestId) {
        try (var consumer = new KafkaConsumer<>(
                // Closing waits for the last fetch, which else waits half a second for more.
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "fetch.max.wait.ms", "20"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.INTAKE_SERVICE_REQUESTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(event -> {
                    if (requestId.equals(event.key())) {
                        found.add(event);
                    }
                });
            }
            return found;
        }
    }

    public Object decoded(ConsumerRecord<String, byte[]> event) {
        try (var deserializer = new RegistryAvroDeserializer()) {
            deserializer.configure(registryKeys(), false);
            return Objects.requireNonNull(deserializer.deserialize(event.topic(), event.value()));
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }

    private static Map<String, Object> registryKeys() {
        return Map.of(
                "schema.registry.url", EmbeddedRegistry.shared().url(),
                "auto.register.schemas", "true",
                "specific.avro.reader", "true",
                "avro.remove.java.properties", "true",
                "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        return send(request, BodyHandlers.ofString(), headers);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), body);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Where the service keeps attachments. */
    public Path attachments() {
        return attachments;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("attachments");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Set<String> present = admin.listTopics().names().get();
            admin.createTopics(Stream.concat(Topics.FIXED.stream(), Stream.of(Topics.deadLetters(Topics.INTAKE)))
                            .filter(topic -> !present.contains(topic.name()))
                            .map(topic -> new NewTopic(topic.name(), topic.partitions(), (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String territoryJson() {
        try {
            return new ClassPathResource("territory/testville.json").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static final class Shared {

        private static final EmbeddedMail MAIL = EmbeddedMail.start();
        private static final EmbeddedBroker BROKER = EmbeddedBroker.start();
        private static final MessengerStandIn MESSENGER = MessengerStandIn.start();
        private static final HomeserverStandIn HOMESERVER = HomeserverStandIn.start();
        private static final SmscStandIn SMSC = SmscStandIn.start();
        private static final String MESSENGERS = "--relais.messaging.providers.";

        private static final IntakeUnderTest INSTANCE = new IntakeUnderTest(
                        EmbeddedKafka.shared(),
                        EmbeddedPostgres.shared(),
                        EmbeddedRegistry.shared(),
                        "--relais.sms.webhook-secret=whsec_"
                                + Base64.getEncoder().encodeToString(SMS_KEY),
                        "--relais.filing.of-clients-per-hour=500",
                        "--relais.filing.actions-per-hour=40",
                        "--relais.filing.actions-of-clients-per-hour=20",
                        "--relais.pages.addresses=src/test/resources/territory/addresses.csv",
                        "--relais.filing.of-clients-per-hour-and-place=30",
                        MESSENGERS + "whatsapp.kind=whatsapp",
                        MESSENGERS + "whatsapp.secret=" + MESSENGER_SECRET,
                        MESSENGERS + "whatsapp.verify-token=" + MESSENGER_SECRET,
                        MESSENGERS + "whatsapp.reply-url=" + MESSENGER.url() + "/messages",
                        MESSENGERS + "whatsapp.token=messenger-token",
                        MESSENGERS + "whatsapp.photo-url=" + MESSENGER.url() + "/media/{id}",
                        "--relais.notification.url=" + MESSENGER.url(),
                        "--relais.security.token-uri=" + MESSENGER.url() + "/oauth2/token",
                        "--relais.security.client-secret=" + MESSENGER_SECRET,
                        MESSENGERS + "telegram.kind=telegram",
                        MESSENGERS + "telegram.secret=" + MESSENGER_SECRET,
                        MESSENGERS + "telegram.photo-url=" + MESSENGER.url() + "/media/{id}",
                        MESSENGERS + "telegram.photo-file-url=" + MESSENGER.url() + "/files/{path}",
                        MESSENGERS + "matrix-bridge.kind=plain",
                        MESSENGERS + "matrix-bridge.secret=" + MESSENGER_SECRET,
                        MESSENGERS + "matrix-bridge.photo-url=" + MESSENGER.url() + "/files/{id}",
                        "--relais.matrix.homeserver=" + HOMESERVER.url(),
                        "--relais.matrix.access-token=" + HomeserverStandIn.TOKEN,
                        "--relais.matrix.poll=2s",
                        "--relais.matrix.first-back-off=200ms",
                        "--relais.sms.smpp.host=127.0.0.1",
                        "--relais.sms.smpp.port=" + SMSC.port(),
                        "--relais.sms.smpp.system-id=" + SmscStandIn.SYSTEM_ID,
                        "--relais.sms.smpp.password=" + SmscStandIn.PASSWORD,
                        "--relais.sms.smpp.answer-timeout=5s",
                        "--relais.sms.smpp.first-back-off=100ms",
                        "--spring.ssl.bundle.jks.broker.truststore.location=file:" + BROKER.keys(),
                        "--spring.ssl.bundle.jks.broker.truststore.password=" + EmbeddedBroker.PASSWORD,
                        "--spring.ssl.bundle.jks.broker.truststore.type=PKCS12",
                        "--relais.mqtt.url=" + BROKER.tlsUrl(),
                        "--relais.mqtt.username=relais",
                        "--relais.mqtt.password=" + EmbeddedBroker.PASSWORD,
                        "--relais.mqtt.ssl-bundle=broker",
                        "--relais.mqtt.sensors=src/test/resources/sensors/testville.csv",
                        "--relais.mqtt.poll=500ms",
                        "--relais.mqtt.retry=200ms",
                        "--relais.mail.address=" + MAILBOX,
                        "--relais.mail.authserv-id=mx.testville.example",
                        "--relais.mail.poll=200ms",
                        "--relais.mail.imap.host=" + MAIL.host(),
                        "--relais.mail.imap.port=" + MAIL.imapPort(),
                        "--relais.mail.imap.tls=false",
                        "--relais.mail.imap.password=" + MAILBOX)
                .withTerritory();
    }

    /** Tokens that say who bears them: {@code client~role}, and perhaps {@code ~department} and {@code ~jurisdiction}. */
    @TestConfiguration(proxyBeanMethods = false)
    static class TestTokens {

        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                String[] parts = token.split("~");
                if (parts.length < 2 || parts.length > 4) {
                    throw new BadJwtException("not a test token");
                }
                Jwt.Builder said = Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .subject(parts[0])
                        .issuedAt(Instant.now())
                        .expiresAt(Instant.now().plusSeconds(3_600))
                        .claim("roles", List.of(parts[1]));
                if (parts.length > 2 && !parts[2].isEmpty()) {
                    said.claim("department", parts[2]);
                }
                if (parts.length > 3) {
                    said.claim("jurisdictions", List.of(parts[3]));
                }
                return said.build();
            };
        }
    }
}
