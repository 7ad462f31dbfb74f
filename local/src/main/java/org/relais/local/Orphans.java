package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes that a launcher left behind when it was killed. Only what carries our number, beginning and folder is ended. */
final class Orphans {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Home home;

    Orphans(Home home) {
        this.home = home;
    }

    /**
     * Ends them, applications first and the database last.
     *
     * @return names of what was ended
     */
    List<String> end() {
        List<String> ended = new ArrayList<>();
        List<ProcessFile> files = processFiles();
        List<ProcessHandle> running = new ArrayList<>();
        for (ProcessFile file : files) {
            file.process(home).ifPresent(process -> {
                ended.add(file.name());
                running.add(process);
                process.destroy();
            });
        }
        running.forEach(Orphans::awaitEnd);
        files.forEach(ProcessFile::delete);
        postmaster().ifPresent(process -> {
            ended.add(Part.POSTGRES.id());
            askForFastShutdown(process);
            awaitEnd(process);
        });
        return ended;
    }

    private List<ProcessFile> processFiles() {
        if (!Files.isDirectory(home.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.run())) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .filter(file -> !file.getFileName().toString().equals(LauncherLock.FILE))
                    .map(ProcessFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.run(), e);
        }
    }

    /** PostgreSQL's own process file names it; it counts as ours if it runs on our data folder. */
    Optional<ProcessHandle> postmaster() {
        Path file = home.postgres().resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2 || !Path.of(lines.get(1)).equals(home.postgres())) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .commandLine()
                            .map(line -> line.contains("postgres")
                                    && line.contains(home.postgres().toString()))
                            .orElse(false));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** SIGTERM would wait for clients to leave; SIGINT sends them away. */
    private static void askForFastShutdown(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            process.destroy();
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ending what an earlier launcher left", e);
        }
    }
}
