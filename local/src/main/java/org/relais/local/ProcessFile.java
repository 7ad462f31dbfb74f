package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file that remembers which process we started: its number, and when it began. A process counts as ours only if it still
 * has that number and that beginning, and, where the system tells, names our folder on its command line.
 */
record ProcessFile(Path file) {

    private static final Duration UNTIL_TOLD = Duration.ofSeconds(1);

    /** Every process of a platform carries its folder in this system property. */
    static String mark(Home home) {
        return "-Drelais.home=" + home.folder();
    }

    void write(ProcessHandle process) {
        String started = process.info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .map(String::valueOf)
                .orElse("");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, process.pid() + "\n" + started + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    String name() {
        return file.getFileName().toString().replaceFirst("\\.pid$", "");
    }

    /** The process, if it still runs, is the one we started, and carries this platform's folder. */
    Optional<ProcessHandle> process(Home home) {
        return process().filter(process -> carriesOurMark(process, home));
    }

    /** The process, if it still runs and is the one that was written down. */
    Optional<ProcessHandle> process() {
        List<String> lines;
        try {
            lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        if (lines.size() < 2 || !lines.getFirst().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .filter(process -> process.isAlive() && !isZombie(process))
                .filter(process -> beganAt(process, lines.get(1)));
    }

    /** It has ended, and keeps its number only until its parent asks how; a container's first process may never do. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            // Number, name in brackets, state; on Linux.
            String told = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return told.startsWith("Z", told.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean beganAt(ProcessHandle process, String recorded) {
        Optional<Instant> start = process.info().startInstant();
        if (start.isEmpty() || recorded.isBlank()) {
            return false;
        }
        Duration difference = Duration.between(Instant.ofEpochMilli(Long.parseLong(recorded)), start.get())
                .abs();
        return difference.toMillis() < 1_000;
    }

    /**
     * A long command line is only told from its beginning, where the mark stands; some systems tell nothing. A process that has
     * just begun tells nothing yet either, so it is given a moment.
     */
    private static boolean carriesOurMark(ProcessHandle process, Home home) {
        Waiting.until(UNTIL_TOLD, () -> process.info().commandLine().isPresent());
        String mark = mark(home);
        ProcessHandle.Info info = process.info();
        return info.arguments()
                .map(arguments -> Arrays.asList(arguments).contains(mark))
                .or(() -> info.commandLine().map(line -> line.contains(mark + " ")))
                .orElse(true);
    }
}
