package org.relais.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real schema registry (Apicurio) behind its Confluent API, as a process of its own that ends with this one.
 *
 * <p>The build unpacks it to {@code embedded/target/apicurio}, which is looked for from the working folder upwards; the system
 * property {@code relais.registry.home} names another place.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String RUNNER = "quarkus-run.jar";

    private final RegistrySettings settings;
    private @Nullable Process process;

    private EmbeddedRegistry(RegistrySettings settings) {
        this.settings = settings;
    }

    /** On a free port, keeping its schemas in memory. */
    public static EmbeddedRegistry start() {
        return start(RegistrySettings.throwAway());
    }

    public static EmbeddedRegistry start(RegistrySettings settings) {
        EmbeddedRegistry registry = new EmbeddedRegistry(settings);
        registry.startProcess();
        return registry;
    }

    /** The one registry that every test of this JVM may share; it ends with the JVM. */
    public static EmbeddedRegistry shared() {
        return Shared.INSTANCE;
    }

    /** Root of the Confluent API. */
    public String url() {
        return "http://localhost:" + settings.port() + "/apis/ccompat/v7";
    }

    /** Starts a registry that was stopped; one in memory has forgotten everything. */
    public synchronized void startProcess() {
        if (process != null && process.isAlive()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command(settings));
        Path log = settings.log();
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment(settings));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the schema registry's process could not be started", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopProcess));
        awaitReady(process);
    }

    public synchronized void stopProcess() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    @Override
    public void close() {
        stopProcess();
    }

    /** Options that make a registry run with these settings, but for its password: that comes by {@link #environment}. */
    public static List<String> options(RegistrySettings settings) {
        List<String> options = new ArrayList<>(List.of(
                // A jar that is run by -jar may ask for this in its manifest; one on a class path may not.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + settings.port(),
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + settings.managementPort(),
                "-Dquarkus.log.console.level=WARN",
                "-Dapicurio.rules.global.compatibility=FULL_TRANSITIVE"));
        RegistrySettings.Database database = settings.database();
        if (database != null) {
            options.add("-Dapicurio.storage.sql.kind=postgresql");
            options.add("-Dapicurio.datasource.url=" + database.jdbcUrl());
            options.add("-Dapicurio.datasource.username=" + database.user());
            // It keeps twenty connections by itself, and hands out those that a restart of the database has cut.
            options.add("-Dapicurio.datasource.jdbc.initial-size=1");
            options.add("-Dapicurio.datasource.jdbc.min-size=1");
            options.add("-Dapicurio.datasource.jdbc.max-size=20");
            options.add("-Dquarkus.datasource.postgresql.jdbc.validate-on-borrow=true");
        }
        return List.copyOf(options);
    }

    /** What must stand in the registry's environment rather than on a command line that everyone can read. */
    public static Map<String, String> environment(RegistrySettings settings) {
        RegistrySettings.Database database = settings.database();
        return database == null ? Map.of() : Map.of("APICURIO_DATASOURCE_PASSWORD", database.password());
    }

    private static List<String> command(RegistrySettings settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(settings.jvmOptions());
        command.addAll(options(settings));
        command.add("-cp");
        command.add(home().resolve(RUNNER) + File.pathSeparator + ownLocation());
        command.add(Tethered.class.getName());
        command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        return command;
    }

    private static Path ownLocation() {
        try {
            return Path.of(EmbeddedRegistry.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where this class was loaded from has no path", e);
        }
    }

    private static Path home() {
        String given = System.getProperty("relais.registry.home");
        if (given != null) {
            return Path.of(given);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path candidate = folder.resolve("embedded/target/apicurio");
            if (Files.exists(candidate.resolve(RUNNER))) {
                return candidate;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException(
                "the schema registry isn't unpacked: build the module `embedded`, or name its folder by"
                        + " relais.registry.home");
    }

    private void awaitReady(Process started) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            while (!answers(client, request)) {
                if (!started.isAlive()) {
                    throw new IllegalStateException("the schema registry ended with exit code " + started.exitValue());
                }
                if (System.nanoTime() > deadline) {
                    stopProcess();
                    throw new IllegalStateException("the schema registry did not answer within " + START_TIMEOUT);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the schema registry", e);
        }
    }

    private static final class Shared {
        private static final EmbeddedRegistry INSTANCE = start();
    }
}
