package org.relais.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells who listens on a port, where the system lets us see it. */
final class PortHolder {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    private PortHolder() {}

    /** For example {@code java, 4711}; empty where it can't be told. */
    static String of(int port) {
        try {
            if (Files.isReadable(PROC.resolve("net/tcp"))) {
                return inode(port).flatMap(PortHolder::holderOf).orElse("");
            }
            return askLsof(port);
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<String> inode(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            try (Stream<String> lines = Files.lines(PROC.resolve(table))) {
                Optional<String> inode = lines.map(line -> line.strip().split("\\s+"))
                        .filter(columns -> columns.length > 9)
                        .filter(columns -> columns[1].endsWith(suffix) && columns[3].equals(LISTEN))
                        .map(columns -> columns[9])
                        .findFirst();
                if (inode.isPresent()) {
                    return inode;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> holderOf(String inode) {
        String socket = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process, socket))
                .findFirst()
                .map(PortHolder::describe);
    }

    private static boolean holds(ProcessHandle process, String socket) {
        Path descriptors = PROC.resolve(process.pid() + "/fd");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | SecurityException e) {
            // somebody else's process, or one that has just ended
        }
        return false;
    }

    private static String describe(ProcessHandle process) {
        String command = process.info()
                .command()
                .map(path -> String.valueOf(Path.of(path).getFileName()))
                .orElse("?");
        return command + ", " + process.pid();
    }

    private static String askLsof(int port) throws IOException {
        Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
        String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return answer.matches("\\d+")
                ? ProcessHandle.of(Long.parseLong(answer))
                        .map(PortHolder::describe)
                        .orElse("")
                : "";
    }
}
