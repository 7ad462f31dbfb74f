package org.relais.bench.boston;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.relais.bench.platform.ChildJvm;
import org.relais.local.Main;

/** The real {@code ./relais import} in a process of its own, whose checkpoints stay in the bench's folder. */
final class ImportProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Path folder;
    private final Path requests;
    private final Path mapping;
    private final String intake;
    private final String token;
    private int runs;

    /**
     * @param folder takes the place of the checkout, where checkpoints are kept
     * @param token of the client that may import
     */
    ImportProcess(Path folder, Path requests, Path mapping, String intake, String token) {
        this.folder = folder;
        this.requests = requests;
        this.mapping = mapping;
        this.intake = intake;
        this.token = token;
    }

    /**
     * Begins and is killed once so many rows are done.
     *
     * @return rows done at the kill
     */
    long runUntilKilledAt(long rows) throws IOException, InterruptedException {
        var process = start();
        while (process.isAlive() && rowsDone() < rows) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("the import ended before it could be killed; " + log() + " says why");
        }
        process.kill();
        return rowsDone();
    }

    void runToTheEnd() throws IOException, InterruptedException {
        try (var process = start()) {
            if (process.join(PATIENCE) != 0) {
                throw new IllegalStateException("the import failed; " + log() + " says why");
            }
        }
    }

    /** Of all runs together, as the checkpoint has it. */
    long rowsDone() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".relais"))) {
            var checkpoint = files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .findFirst();
            var values = new Properties();
            if (checkpoint.isPresent()) {
                try (var reader = Files.newBufferedReader(checkpoint.get())) {
                    values.load(reader);
                }
            }
            return Long.parseLong(values.getProperty("rows", "0"));
        }
    }

    private ChildJvm start() throws IOException {
        Files.createDirectories(folder.resolve(".relais"));
        runs++;
        return ChildJvm.start(
                List.of("-Xmx160m", "-XX:+UseSerialGC", "-Drelais.checkout=" + folder),
                ChildJvm.classPath(),
                Main.class.getName(),
                List.of(
                        "import",
                        requests.toString(),
                        "--mapping",
                        mapping.toString(),
                        "--to",
                        intake,
                        "--token",
                        token,
                        "--language=en"),
                log());
    }

    private Path log() {
        return folder.resolve("import-" + runs + ".log");
    }
}
