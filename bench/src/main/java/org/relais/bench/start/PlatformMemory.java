package org.relais.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Proportional set size of a platform's processes, as Linux tells it: the launcher with all its children, and the database. */
final class PlatformMemory {

    private PlatformMemory() {}

    static boolean isKnown() {
        return Files.exists(Path.of("/proc/self/smaps_rollup"));
    }

    /** Megabytes (2²⁰ bytes). */
    static long megabytes(ProcessHandle launcher, Path folder) throws IOException {
        Set<ProcessHandle> processes = new HashSet<>(withChildren(launcher));
        try (Stream<Path> files = Files.walk(folder.resolve("postgres"))) {
            for (Path file :
                    files.filter(path -> path.endsWith("postmaster.pid")).toList()) {
                var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                ProcessHandle.of(pid).ifPresent(postmaster -> processes.addAll(withChildren(postmaster)));
            }
        }
        long kilobytes = 0;
        for (ProcessHandle process : processes) {
            kilobytes += proportional(process);
        }
        return kilobytes / 1024;
    }

    private static List<ProcessHandle> withChildren(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static long proportional(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
