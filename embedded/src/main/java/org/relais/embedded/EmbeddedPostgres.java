package org.relais.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL from the binaries that Maven fetched, durable ({@code fsync} and {@code synchronous_commit} on). */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";

    /** Every role must show its password, over TCP and over the socket. */
    private static final String PASSWORDS_ASKED = """
        local all all scram-sha-256
        host all all 127.0.0.1/32 scram-sha-256
        host all all ::1/128 scram-sha-256
        """;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final PostgresSettings settings;
    private final Path data;
    private io.zonky.test.db.postgres.embedded.@Nullable EmbeddedPostgres server;

    private EmbeddedPostgres(PostgresSettings settings) {
        this.settings = settings;
        Path kept = settings.dataDirectory();
        this.data = kept == null ? TemporaryFolders.create("postgres") : kept;
    }

    /** On a free port, with these databases and roles of the same names and passwords; its data is thrown away on close. */
    public static EmbeddedPostgres start(String... databases) {
        return start(PostgresSettings.throwAway(databases));
    }

    public static EmbeddedPostgres start(PostgresSettings settings) {
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings);
        postgres.startServer();
        return postgres;
    }

    /** The one server that every test of this JVM may share; it ends with the JVM. */
    public static EmbeddedPostgres shared() {
        return Shared.INSTANCE;
    }

    public int port() {
        return settings.port();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:" + settings.port() + "/" + database;
    }

    public Path dataDirectory() {
        return data;
    }

    /** Makes a database and its role unless they are there, and gives the role this password. */
    public void createDatabase(String name, String password) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        try (Connection connection = superuser(settings.superuserPassword()).getConnection();
                Statement statement = connection.createStatement()) {
            String verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
            statement.execute(verb + " ROLE " + name + " LOGIN PASSWORD " + statement.enquoteLiteral(password));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                statement.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " could not be made", e);
        }
    }

    /**
     * A new empty database that no other test uses, with a role of the same name and password.
     *
     * @return its name
     */
    public String createDatabase() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        createDatabase(name, name);
        return name;
    }

    /** Starts a server that was stopped, with the data it had. */
    public synchronized void startServer() {
        if (server != null) {
            return;
        }
        try {
            discardUnfinished();
            server = launch();
            String password = settings.superuserPassword();
            if (password != null) {
                askForPasswords(password);
            }
            Files.deleteIfExists(unfinished());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on port " + settings.port(), e);
        }
        settings.databases().forEach(this::createDatabase);
    }

    /** Stops the server, keeping its data. */
    public synchronized void stopServer() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        } finally {
            server = null;
        }
    }

    @Override
    public void close() {
        stopServer();
        if (settings.dataDirectory() == null) {
            TemporaryFolders.delete(data);
        }
    }

    private io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch() throws IOException {
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setPort(settings.port())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // The same everywhere: LANG may name a locale that this machine doesn't have, and initdb then refuses.
                .setLocaleConfig("locale", "C")
                // Whoever keeps the data decides when it ends, among other parts; the rest must not outlive a test's
                // JVM.
                .setRegisterShutdownHook(settings.dataDirectory() == null)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(output())
                .setErrorRedirector(output());
        Map.of(
                        "fsync", "on",
                        "synchronous_commit", "on",
                        "listen_addresses", "127.0.0.1",
                        "password_encryption", "scram-sha-256",
                        "shared_buffers", "96MB",
                        "max_connections", "150",
                        "max_wal_size", "512MB",
                        "logging_collector", "off")
                .forEach(builder::setServerConfig);
        String password = settings.superuserPassword();
        if (password != null) {
            // A server that doesn't ask for it, as one just made, doesn't mind.
            builder.setConnectConfig("password", password);
        }
        String binaries = System.getProperty("relais.postgres.binaries");
        if (binaries != null) {
            builder.setOverrideWorkingDirectory(new File(binaries));
        }
        return builder.start();
    }

    private ProcessBuilder.Redirect output() {
        Path log = settings.log();
        return log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.appendTo(log.toFile());
    }

    /**
     * What a start that was cut short left of a new server is of no use, and holds nothing yet: it goes. The mark stands beside the
     * folder, since a server is only made in an empty one.
     */
    private void discardUnfinished() throws IOException {
        if (settings.dataDirectory() == null) {
            return;
        }
        if (Files.exists(unfinished())) {
            TemporaryFolders.delete(data);
        }
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            Files.createDirectories(data.toAbsolutePath().getParent());
            Files.writeString(unfinished(), "");
        }
    }

    private Path unfinished() {
        return data.resolveSibling(data.getFileName() + ".unfinished");
    }

    /** On every start, whatever an earlier one left: from here on every role must show its password. */
    private void askForPasswords(String password) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        try (Connection connection = superuser(password).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + SUPERUSER + " PASSWORD " + statement.enquoteLiteral(password));
            if (!Files.readString(rules).equals(PASSWORDS_ASKED)) {
                Files.writeString(rules, PASSWORDS_ASKED);
                statement.execute("SELECT pg_reload_conf()");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL's own password could not be set", e);
        }
    }

    private PGSimpleDataSource superuser(@Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(SUPERUSER);
        source.setUser(SUPERUSER);
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static final class Shared {
        private static final EmbeddedPostgres INSTANCE = open();

        private static EmbeddedPostgres open() {
            EmbeddedPostgres postgres = start();
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            return postgres;
        }
    }
}
