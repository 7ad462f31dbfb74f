package org.relais.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedPostgres} is to run.
 *
 * @param dataDirectory where it keeps its data; null for a temporary folder that is deleted on close
 * @param port where it listens, on loopback
 * @param superuserPassword password of {@code postgres}; null lets everyone in on loopback without any
 * @param log where what it says is kept; null for nowhere
 * @param databases password of each database's role, by name; role and database are named alike
 */
public record PostgresSettings(
        @Nullable Path dataDirectory,
        int port,
        @Nullable String superuserPassword,
        @Nullable Path log,
        Map<String, String> databases) {

    public PostgresSettings {
        databases = Map.copyOf(databases);
    }

    /** On a free port, with these databases, each with a role of the same name and password. */
    public static PostgresSettings throwAway(String... databases) {
        Map<String, String> passwords = new LinkedHashMap<>();
        for (String database : databases) {
            passwords.put(database, database);
        }
        return new PostgresSettings(null, FreePorts.next(), null, null, passwords);
    }

    @Override
    public String toString() {
        return "PostgresSettings[dataDirectory=" + dataDirectory + ", port=" + port + ", databases="
                + databases.keySet() + "]";
    }
}
