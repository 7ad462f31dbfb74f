package org.relais.e2e.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relais.local.Checkout;
import org.relais.local.PlatformPorts;
import org.relais.local.PlatformSettings;
import org.relais.local.Port;
import org.relais.local.Steps;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * Kafka, PostgreSQL, the registry and the mail server from their public images by Testcontainers; our own services processes of
 * this machine on top of them.
 */
public final class Containers implements SystemUnderTest {

    private static final Duration START = Duration.ofMinutes(4);
    private static final int KAFKA_PORT = 9092;
    private static final int REGISTRY_PORT = 8080;
    private static final int SMTP_PORT = 3025;
    private static final int IMAP_PORT = 3143;
    private static final String KAFKA_DATA = "/var/lib/kafka/data";

    private final Path folder;
    private final Path recipes;
    private final Network network = Network.newNetwork();
    private final PostgreSQLContainer postgres;
    private final KafkaContainer kafka;
    private final GenericContainer<?> registry;
    private final GenericContainer<?> mail;
    private final Processes services;

    private Containers(Checkout checkout, Path folder) {
        this.folder = folder.toAbsolutePath();
        this.recipes = checkout.root().resolve("deploy/compose");
        var settings = PlatformSettings.onFreePorts(checkout, folder.resolve("services"));
        this.postgres = postgresContainer(settings.databasePasswords());
        this.kafka = kafkaContainer();
        this.registry = registryContainer(settings.databasePasswords());
        this.mail = mailContainer();
        try {
            Startables.deepStart(registry, kafka, mail).join();
            this.services = Processes.start(settings.withGiven(given(), ports(settings.ports())), 1);
        } catch (RuntimeException e) {
            try {
                stopContainers();
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }

    /** @param folder where the services keep their logs, and Kafka's segments are copied to when they are asked for */
    public static Containers start(Path folder) {
        return new Containers(Checkout.find(), folder);
    }

    private PostgreSQLContainer postgresContainer(Map<String, String> passwords) {
        var container = new PostgreSQLContainer(image("postgres", "POSTGRES_VERSION", "17"))
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withStartupTimeout(START)
                .withCopyFileToContainer(recipe("databases.sh"), "/docker-entrypoint-initdb.d/databases.sh");
        passwords.forEach((role, password) ->
                container.withCopyToContainer(Transferable.of(password), "/run/secrets/relais/postgres/" + role));
        return container;
    }

    private KafkaContainer kafkaContainer() {
        return new KafkaContainer(image("apache/kafka", "KAFKA_VERSION", "4.2.2"))
                .withStartupTimeout(START)
                .withEnv("KAFKA_LOG_DIRS", KAFKA_DATA)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withEnv("KAFKA_SUPER_USERS", "User:ANONYMOUS")
                .withCopyFileToContainer(recipe("kafka/log4j2.yaml"), "/mnt/shared/config/log4j2.yaml")
                .withCopyFileToContainer(recipe("kafka/tools-log4j2.yaml"), "/mnt/shared/config/tools-log4j2.yaml");
    }

    private GenericContainer<?> registryContainer(Map<String, String> passwords) {
        return new GenericContainer<>(image("apicurio/apicurio-registry", "APICURIO_VERSION", "3.3.3"))
                .withNetwork(network)
                .dependsOn(postgres)
                .withEnv("APICURIO_STORAGE_KIND", "sql")
                .withEnv("APICURIO_STORAGE_SQL_KIND", "postgresql")
                .withEnv("APICURIO_DATASOURCE_URL", "jdbc:postgresql://postgres:5432/registry")
                .withEnv("APICURIO_DATASOURCE_USERNAME", "registry")
                .withEnv("APICURIO_DATASOURCE_PASSWORD", passwords.get("registry"))
                .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", "FULL_TRANSITIVE")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").forPort(REGISTRY_PORT))
                .withStartupTimeout(START);
    }

    private static GenericContainer<?> mailContainer() {
        return new GenericContainer<>(image("greenmail/standalone", "GREENMAIL_VERSION", "2.1.13"))
                .withEnv(
                        "GREENMAIL_OPTS",
                        "-Dgreenmail.setup.test.smtp -Dgreenmail.setup.test.imap -Dgreenmail.hostname=0.0.0.0"
                                + " -Dgreenmail.auth.disabled -Dgreenmail.sieve.ignore.detail=true")
                .withExposedPorts(SMTP_PORT, IMAP_PORT)
                .withStartupTimeout(START);
    }

    private static Set<org.relais.local.Part> given() {
        return Set.of(
                org.relais.local.Part.POSTGRES,
                org.relais.local.Part.KAFKA,
                org.relais.local.Part.REGISTRY,
                org.relais.local.Part.MAIL);
    }

    private PlatformPorts ports(PlatformPorts free) {
        return free.with(Port.POSTGRES, postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT))
                .with(Port.KAFKA, kafka.getMappedPort(KAFKA_PORT))
                .with(Port.REGISTRY, registry.getMappedPort(REGISTRY_PORT))
                .with(Port.SMTP, mail.getMappedPort(SMTP_PORT))
                .with(Port.IMAP, mail.getMappedPort(IMAP_PORT));
    }

    /** The public image, in the version that {@code docker-compose.yml} takes too. */
    private static DockerImageName image(String name, String variable, String version) {
        return DockerImageName.parse(name + ":" + System.getenv().getOrDefault(variable, version));
    }

    private MountableFile recipe(String file) {
        return MountableFile.forHostPath(recipes.resolve(file), 0644);
    }

    @Override
    public List<URI> intakes() {
        return services.intakes();
    }

    @Override
    public URI routing() {
        return services.routing();
    }

    @Override
    public URI notification() {
        return services.notification();
    }

    @Override
    public URI identity() {
        return services.identity();
    }

    @Override
    public URI management(Part service) {
        return services.management(service);
    }

    @Override
    public String kafka() {
        return services.kafka();
    }

    /** Testcontainers gives its broker no listener with SASL. */
    @Override
    public String departmentsKafka() {
        throw new IllegalStateException("departments can't sign in at the broker of Testcontainers");
    }

    @Override
    public URI registry() {
        return services.registry();
    }

    @Override
    public int smtpPort() {
        return services.smtpPort();
    }

    @Override
    public int imapPort() {
        return services.imapPort();
    }

    @Override
    public String token(String client) {
        return services.token(client);
    }

    @Override
    public String secret(String client) {
        return services.secret(client);
    }

    /** Services alone: a container that is started again would listen elsewhere. */
    @Override
    public void kill(Part part, int instance) {
        switch (part) {
            case INTAKE, ROUTING, NOTIFICATION, IDENTITY -> services.kill(part, instance);
            case KAFKA, REGISTRY, POSTGRESQL -> throw new IllegalArgumentException(part + " can't be killed here");
        }
    }

    @Override
    public void restart(Part part, int instance) {
        services.restart(part, instance);
    }

    @Override
    public int instances() {
        return services.instances();
    }

    @Override
    public List<Path> evidence() {
        try {
            var copy = Files.createTempDirectory(Files.createDirectories(folder), "evidence-");
            new Command(folder, Map.of())
                    .run(
                            Duration.ofMinutes(2),
                            List.of("docker", "cp", kafka.getContainerId() + ":" + KAFKA_DATA, copy + "/kafka"));
            Files.writeString(copy.resolve("kafka.log"), kafka.getLogs());
            Files.writeString(copy.resolve("registry.log"), registry.getLogs());
            Files.writeString(copy.resolve("postgres.log"), postgres.getLogs());
            var all = new ArrayList<>(services.evidence());
            all.add(copy);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Steps.inOrder(services::close, this::stopContainers);
    }

    private void stopContainers() {
        Steps.inOrder(registry::stop, kafka::stop, mail::stop, postgres::stop, network::close);
    }
}
