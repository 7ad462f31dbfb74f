package org.relais.bench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.relais.e2e.system.Processes;
import org.relais.local.Checkout;
import org.relais.local.LocalPlatform;
import org.relais.local.Part;
import org.relais.local.PlatformSettings;

/** A fresh platform on free ports in a folder below {@code bench/target}, run by the same code as {@code ./relais up}. */
public final class BenchPlatform implements AutoCloseable {

    private final Processes processes;

    private BenchPlatform(Processes processes) {
        this.processes = processes;
    }

    public static BenchPlatform start(String name) throws IOException {
        return start(name, 1, settings -> settings);
    }

    public static BenchPlatform start(String name, int instances, UnaryOperator<PlatformSettings> change)
            throws IOException {
        var settings = change.apply(PlatformSettings.onFreePorts(Checkout.find(), emptied(folder(name))));
        return new BenchPlatform(Processes.start(settings, instances));
    }

    /** Where a scenario may keep what it likes. */
    public static Path folder(String name) {
        return Checkout.find().root().resolve("bench/target/platforms").resolve(name);
    }

    /** The folder, made anew. */
    public static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    public Processes processes() {
        return processes;
    }

    public LocalPlatform local() {
        return processes.platform();
    }

    public Connection database(String name) throws SQLException {
        return DriverManager.getConnection(local().jdbcUrl(name), name, local().databasePassword(name));
    }

    /** The options that intake's JVM runs with, but for its own marks and its AOT cache. */
    public List<String> intakeJvmOptions() {
        var arguments = ProcessHandle.of(local().processIds(Part.INTAKE).getFirst())
                .flatMap(process -> process.info().arguments())
                .orElseThrow(() -> new IllegalStateException("this system doesn't tell a process's arguments"));
        var options = new ArrayList<String>();
        for (String argument : arguments) {
            var fitsAnyProgram =
                    argument.startsWith("-X") || argument.startsWith("--enable") || argument.startsWith("--sun");
            if (fitsAnyProgram && !argument.startsWith("-XX:AOT") && !argument.startsWith("-Xlog")) {
                options.add(argument);
            }
        }
        return options;
    }

    @Override
    public void close() {
        processes.close();
    }
}
