package org.relais.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory the platform takes: the proportional set size of all its processes, where the system tells it. */
final class Memory {

    private static final Path PROC = Path.of("/proc");

    private final Home home;

    Memory(Home home) {
        this.home = home;
    }

    /** Bytes of every process together; empty where the system doesn't tell. */
    OptionalLong total() {
        Map<String, Long> parts = byPart();
        return parts.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        parts.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Bytes by part; the database with all its workers, the mail server with the launcher. */
    Map<String, Long> byPart() {
        Map<String, Long> bytes = new LinkedHashMap<>();
        if (!Files.exists(PROC.resolve("self/smaps_rollup"))) {
            return bytes;
        }
        try (Stream<Path> files = Files.list(home.run())) {
            files.filter(file -> file.toString().endsWith(".pid"))
                    .sorted()
                    .map(ProcessFile::new)
                    .forEach(
                            file -> file.process().ifPresent(process -> bytes.put(file.name(), proportional(process))));
        } catch (IOException e) {
            return Map.of();
        }
        new Orphans(home)
                .postmaster()
                .ifPresent(postmaster -> bytes.put(
                        Part.POSTGRES.id(),
                        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                                .mapToLong(Memory::proportional)
                                .sum()));
        return bytes;
    }

    private static long proportional(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(PROC.resolve(process.pid() + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
