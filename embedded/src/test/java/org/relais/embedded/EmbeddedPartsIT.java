package org.relais.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartsIT {

    @TempDir
    Path folder;

    @Test
    void postgresAsksForPasswordsWhateverAStartThatWasCutShortLeft() throws Exception {
        Path data = folder.resolve("postgres");
        PostgresSettings settings =
                new PostgresSettings(data, FreePorts.next(), "secret", null, Map.of("intake", "own"));
        Files.createDirectories(data);
        Files.writeString(data.resolve("PG_VERSION"), "18");
        Files.writeString(folder.resolve("postgres.unfinished"), "");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", ""))
                    .hasMessageContaining("password");
        }
        Files.writeString(data.resolve("pg_hba.conf"), "local all all trust\nhost all all 127.0.0.1/32 trust\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", ""))
                    .hasMessageContaining("password");
            DriverManager.getConnection(postgres.jdbcUrl("intake"), "intake", "own")
                    .close();
            assertThat(Files.readString(data.resolve("pg_hba.conf"))).doesNotContain("trust");
        }
    }

    @Test
    void kafkaKeepsItsRecordsAcrossARestartOnTheSamePort() throws Exception {
        KafkaSettings settings = KafkaSettings.throwAway().withDataDirectory(folder.resolve("kafka"));
        String servers;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            servers = kafka.bootstrapServers();
            createTopic(servers, "kept");
            send(Map.of("bootstrap.servers", servers), "kept", "before");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(settings)) {
            assertThat(kafka.bootstrapServers()).isEqualTo(servers);
            assertThat(firstValue(servers, "kept")).isEqualTo("before");

            kafka.stopBrokers();
            kafka.startBrokers();

            assertThat(firstValue(servers, "kept")).isEqualTo("before");
        }
    }

    @Test
    void kafkaLetsASignedInClientDoOnlyWhatAnAclAllows() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.throwAway().withSaslPort(FreePorts.next()))) {
            String trusted = kafka.bootstrapServers();
            createTopic(trusted, "allowed");
            createTopic(trusted, "forbidden");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", trusted))) {
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                "voirie", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "secret")))
                        .all()
                        .get();
                admin.createAcls(List.of(new AclBinding(
                                new ResourcePattern(ResourceType.TOPIC, "allowed", PatternType.LITERAL),
                                new AccessControlEntry(
                                        "User:voirie", "*", AclOperation.WRITE, AclPermissionType.ALLOW))))
                        .all()
                        .get();
            }
            Map<String, Object> voirie = Map.of(
                    "bootstrap.servers", kafka.saslBootstrapServers(),
                    "security.protocol", "SASL_PLAINTEXT",
                    "sasl.mechanism", "SCRAM-SHA-512",
                    "enable.idempotence", "true",
                    "sasl.jaas.config",
                            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                    + " username=\"voirie\" password=\"secret\";");

            send(voirie, "allowed", "mine");

            assertThat(firstValue(trusted, "allowed")).isEqualTo("mine");
            assertThatThrownBy(() -> send(voirie, "forbidden", "not mine"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void threeBrokersReplicateAndAgree() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.throwAway().withBrokers(3));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            createTopic(kafka.bootstrapServers(), "replicated");

            var described =
                    admin.describeTopics(List.of("replicated")).allTopicNames().get();

            assertThat(described.values())
                    .flatExtracting(topic -> topic.partitions())
                    .singleElement()
                    .satisfies(partition -> assertThat(partition.replicas()).hasSize(3));
        }
    }

    @Test
    void postgresIsDurableKeepsItsDataAndAsksForPasswords() throws Exception {
        PostgresSettings settings = new PostgresSettings(
                folder.resolve("postgres"),
                FreePorts.next(),
                "superuser's own",
                folder.resolve("postgres.log"),
                Map.of("intake", "it's secret"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings);
                var connection = DriverManager.getConnection(postgres.jdbcUrl("intake"), "intake", "it's secret");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 'before' AS word");
            for (String setting : List.of("fsync", "synchronous_commit")) {
                try (var rows = statement.executeQuery("SHOW " + setting)) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).as(setting).isEqualTo("on");
                }
            }
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("intake"), "intake", "a guess"))
                    .hasMessageContaining("password authentication failed");
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings);
                var connection = DriverManager.getConnection(postgres.jdbcUrl("intake"), "intake", "it's secret");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT word FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("before");
        }
    }

    @Test
    void registryOnPostgresKeepsItsIdsAcrossARestart() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("registry")) {
            RegistrySettings settings = new RegistrySettings(
                    FreePorts.next(),
                    FreePorts.next(),
                    new RegistrySettings.Database(postgres.jdbcUrl("registry"), "registry", "registry"),
                    null,
                    List.of());
            try (EmbeddedRegistry registry = EmbeddedRegistry.start(settings)) {
                String id = register(registry.url(), "first");
                register(registry.url(), "second");

                registry.stopProcess();
                registry.startProcess();

                assertThat(register(registry.url(), "first")).isEqualTo(id);
                assertThat(get(registry.url() + "/config")).contains("FULL_TRANSITIVE");
            }
        }
    }

    @Test
    void mailServerTakesAnyAddressAndLetsItReadWithItselfAsPassword() throws Exception {
        try (EmbeddedMail mail = EmbeddedMail.start()) {
            MimeMessage message = new MimeMessage(session(mail));
            message.setFrom(new InternetAddress("relais@valmont.example"));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress("camille@example.org"));
            message.setSubject("Votre demande");
            message.setText("Bien reçue.", "utf-8");

            Transport.send(message);

            try (Store store = session(mail).getStore("imap")) {
                store.connect(mail.host(), mail.imapPort(), "camille@example.org", "camille@example.org");
                var inbox = store.getFolder("INBOX");
                inbox.open(jakarta.mail.Folder.READ_ONLY);
                assertThat(inbox.getMessages()).hasSize(1);
                assertThat(inbox.getMessage(1).getSubject()).isEqualTo("Votre demande");
            }
        }
    }

    private static Session session(EmbeddedMail mail) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", mail.host());
        properties.put("mail.smtp.port", Integer.toString(mail.smtpPort()));
        return Session.getInstance(properties);
    }

    private static void createTopic(String servers, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, java.util.Optional.of(1), java.util.Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void send(Map<String, Object> client, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    private static String firstValue(String servers, String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
            assertThat(records).isNotEmpty();
            return records.iterator().next().value();
        }
    }

    private static String register(String registry, String name) throws Exception {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"" + name + "\\\",\\\"fields\\\":[]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/subjects/" + name + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"" + schema + "\"}"))
                .build();
        return body(request);
    }

    private static String get(String url) throws Exception {
        return body(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static String body(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return response.body();
        }
    }
}
