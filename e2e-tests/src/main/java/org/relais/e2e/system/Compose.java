package org.relais.e2e.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.relais.local.Checkout;
import org.relais.local.PlatformPorts;
import org.relais.local.Port;

/** Every part a container, from {@code docker-compose.yml} at the root, on free ports. */
public final class Compose implements SystemUnderTest {

    private static final Duration BUILD = Duration.ofMinutes(15);
    private static final Duration MOMENT = Duration.ofMinutes(4);

    private final PlatformPorts ports;
    private final String project;
    private final Command command;
    private final Path evidence;
    private final Tokens tokens;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    private Compose(PlatformPorts ports, Path root, Path evidence) {
        this.ports = ports;
        // The same at every run of a checkout, so that what a killed run left is removed, and nothing of another
        // checkout's.
        this.project = "relais-e2e-" + Integer.toHexString(root.toString().hashCode());
        this.command = new Command(root, environment(ports));
        this.evidence = evidence.toAbsolutePath();
        this.tokens = new Tokens(identity(), this::secret);
    }

    /**
     * Builds the images, starts everything, and returns when every container is healthy.
     *
     * @param evidence folder that log segments and logs are copied to when they are asked for
     */
    public static Compose start(Path evidence) {
        var compose = new Compose(PlatformPorts.free(), Checkout.find().root(), evidence);
        try {
            compose.compose(MOMENT, "down", "--volumes", "--remove-orphans");
            compose.compose(BUILD, "build", "--parallel");
            compose.compose(BUILD, "up", "--detach");
            compose.awaitHealthy();
        } catch (RuntimeException e) {
            compose.close();
            throw e;
        }
        return compose;
    }

    @Override
    public List<URI> intakes() {
        return List.of(uri(Port.INTAKE));
    }

    @Override
    public URI routing() {
        return uri(Port.ROUTING);
    }

    @Override
    public URI notification() {
        return uri(Port.NOTIFICATION);
    }

    @Override
    public URI identity() {
        return uri(Port.IDENTITY);
    }

    @Override
    public URI management(Part service) {
        return switch (service) {
            case INTAKE -> uri(Port.INTAKE_HEALTH);
            case ROUTING -> uri(Port.ROUTING_HEALTH);
            case NOTIFICATION -> uri(Port.NOTIFICATION_HEALTH);
            case IDENTITY -> uri(Port.IDENTITY_HEALTH);
            case KAFKA, REGISTRY, POSTGRESQL -> throw new IllegalArgumentException(service + " is no service of ours");
        };
    }

    @Override
    public String kafka() {
        return "localhost:" + ports.number(Port.KAFKA);
    }

    @Override
    public String departmentsKafka() {
        return "localhost:" + ports.number(Port.KAFKA_SASL);
    }

    @Override
    public URI registry() {
        return URI.create(ports.url(Port.REGISTRY) + "/apis/ccompat/v7");
    }

    @Override
    public int smtpPort() {
        return ports.number(Port.SMTP);
    }

    @Override
    public int imapPort() {
        return ports.number(Port.IMAP);
    }

    @Override
    public String token(String client) {
        return tokens.of(client);
    }

    @Override
    public String secret(String client) {
        return secrets.computeIfAbsent(client, this::derived);
    }

    /** By the preparation's image from the key in the volume, which nothing outside the containers can read. */
    private String derived(String client) {
        return compose(
                        MOMENT,
                        "run",
                        "--rm",
                        "-T",
                        "--no-deps",
                        "secrets",
                        "client-secret",
                        "/run/secrets/relais",
                        client)
                .lines()
                .reduce((_, last) -> last)
                .orElseThrow()
                .strip();
    }

    @Override
    public void kill(Part part, int instance) {
        docker("kill", container(service(part)));
    }

    @Override
    public void restart(Part part, int instance) {
        docker("start", container(service(part)));
        awaitHealthy(service(part));
    }

    @Override
    public int instances() {
        return 1;
    }

    @Override
    public List<Path> evidence() {
        try {
            var copy = Files.createTempDirectory(Files.createDirectories(evidence), "evidence-");
            docker(
                    "cp",
                    container("kafka") + ":/var/lib/kafka/data",
                    copy.resolve("kafka").toString());
            for (String service :
                    compose(MOMENT, "config", "--services").lines().toList()) {
                // The mail server's own log names whom it delivers to, as any does; it stands for one outside the
                // platform.
                if (!service.equals("mail")) {
                    Files.writeString(copy.resolve(service + ".log"), docker("logs", container(service)));
                }
            }
            return List.of(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        compose(MOMENT, "down", "--volumes", "--remove-orphans");
    }

    private void awaitHealthy() {
        for (String service : List.of("identity", "routing-service", "intake-service", "notification-service")) {
            awaitHealthy(service);
        }
        // Departments sign in at Kafka only after this has run.
        var end = System.nanoTime() + MOMENT.toNanos();
        var departments = container("departments");
        while (!docker("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", departments)
                .strip()
                .equals("exited 0")) {
            waitBriefly(end, "departments");
        }
    }

    private void awaitHealthy(String service) {
        var end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        var health = "{{if .State.Health}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}";
        var container = container(service);
        while (!List.of("healthy", "running")
                .contains(docker("inspect", "-f", health, container).strip())) {
            waitBriefly(end, service);
        }
    }

    private void waitBriefly(long end, String service) {
        if (System.nanoTime() > end) {
            throw new IllegalStateException(
                    service + " is not healthy\n" + docker("logs", "--tail", "50", container(service)));
        }
        Waiting.aMoment();
    }

    /** Asked of the engine itself: docker-compose takes more than a second of a core for each answer. */
    private String container(String service) {
        return docker(
                        "ps",
                        "--all",
                        "--quiet",
                        "--filter",
                        "label=com.docker.compose.project=" + project,
                        "--filter",
                        "label=com.docker.compose.service=" + service,
                        "--filter",
                        "label=com.docker.compose.oneoff=False")
                .strip();
    }

    private String compose(Duration patience, String... words) {
        var all = new ArrayList<>(List.of("docker-compose", "--project-name", project));
        all.addAll(List.of(words));
        return command.run(patience, all);
    }

    private String docker(String... words) {
        var all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        return command.run(MOMENT, all);
    }

    private URI uri(Port port) {
        return URI.create(ports.url(port));
    }

    private static String service(Part part) {
        return switch (part) {
            case INTAKE -> "intake-service";
            case ROUTING -> "routing-service";
            case NOTIFICATION -> "notification-service";
            case IDENTITY -> "identity";
            case KAFKA -> "kafka";
            case REGISTRY -> "registry";
            case POSTGRESQL -> "postgres";
        };
    }

    private static Map<String, String> environment(PlatformPorts ports) {
        var environment = new HashMap<String, String>();
        for (Port port : Port.values()) {
            environment.put("RELAIS_PORT_" + port, Integer.toString(ports.number(port)));
        }
        return environment;
    }
}
