package org.relais.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedRegistry} is to run.
 *
 * @param port where it answers, on loopback
 * @param managementPort where its health stands, on loopback
 * @param database the PostgreSQL it stores in; null for memory, where ids don't survive a restart
 * @param log file for what it says; null to throw it away
 * @param jvmOptions further options of its JVM
 */
public record RegistrySettings(
        int port,
        int managementPort,
        @Nullable Database database,
        @Nullable Path log,
        List<String> jvmOptions) {

    public RegistrySettings {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** On free ports, in memory. */
    public static RegistrySettings throwAway() {
        return new RegistrySettings(FreePorts.next(), FreePorts.next(), null, null, List.of());
    }

    /** A PostgreSQL database. */
    public record Database(String jdbcUrl, String user, String password) {

        @Override
        public String toString() {
            return "Database[jdbcUrl=" + jdbcUrl + ", user=" + user + "]";
        }
    }
}
