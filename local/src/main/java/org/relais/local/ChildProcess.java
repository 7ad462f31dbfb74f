package org.relais.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A part that runs as a process of its own. */
final class ChildProcess {

    private final String name;
    private final Process process;
    private final ProcessFile file;

    private ChildProcess(String name, Process process, ProcessFile file) {
        this.name = name;
        this.process = process;
        this.file = file;
    }

    static ChildProcess start(Home home, String name, List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(shielded(command));
        builder.directory(home.folder().toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
        builder.environment().putAll(environment);
        // glibc's arenas, one for each thread that allocates, cost more than they bring here.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        try {
            Process process = builder.start();
            ProcessFile file = new ProcessFile(home.run().resolve(name + ".pid"));
            file.write(process.toHandle());
            return new ChildProcess(name, process, file);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    /** A Ctrl-C reaches the whole terminal's group; the parts must not hear it, since they are stopped in order. */
    private static List<String> shielded(List<String> command) {
        if (File.separatorChar == '\\') {
            return command;
        }
        List<String> shielded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        shielded.addAll(command);
        return shielded;
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    void onExit(Runnable action) {
        process.onExit().thenRun(action);
    }

    /** Asks it to end, and makes it end if it takes too long. */
    void stop(Duration patience) {
        process.destroy();
        await(patience);
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    private void await(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        file.delete();
    }

    static Path javaExecutable() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
