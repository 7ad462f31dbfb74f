package org.relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.relais.local.Programs.Program;

/**
 * Ahead-of-time caches of the parts' classes, which more than halve what a start costs. Each is made by one training run and
 * named after all that it depends on, so that a stale one is never tried; it is remade instead.
 */
final class AotCaches {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How a file is called while it is made. */
    private static final String PART = ".part";

    private final Path folder;
    private final Set<Process> trainings = ConcurrentHashMap.newKeySet();
    private volatile boolean abandoned;

    AotCaches(Path folder) {
        this.folder = folder;
    }

    boolean has(Program program) {
        return Files.exists(file(program));
    }

    /** Options that use the program's cache, if there is one; a cache that doesn't fit is ignored without a word. */
    List<String> using(Program program) {
        return has(program)
                ? List.of("-XX:AOTCache=" + file(program), "-XX:AOTMode=auto", "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    /**
     * Runs the program until it ends of itself or is ready, asks it to end, and keeps the cache of what it loaded.
     *
     * @param home the platform that it runs for, and whose next launcher ends it if this one is killed
     */
    void train(
            Program program, List<String> command, Map<String, String> environment, Home home, BooleanSupplier ready) {
        if (abandoned) {
            return;
        }
        String name = program.part().id() + "-training";
        Path cache = file(program);
        Path growing = cache.resolveSibling(cache.getFileName() + PART);
        List<String> training = new ArrayList<>();
        training.add(command.getFirst());
        training.addAll(List.of("-XX:AOTCacheOutput=" + growing, "-Xlog:aot=off", "-Xlog:cds=off"));
        training.addAll(command.subList(1, command.size()));
        ProcessBuilder builder = new ProcessBuilder(training);
        builder.environment().putAll(environment);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.redirectErrorStream(true).redirectOutput(home.log(name).toFile());
        ProcessFile file = new ProcessFile(home.run().resolve(name + ".pid"));
        try {
            Files.createDirectories(folder);
            Process process = builder.start();
            trainings.add(process);
            file.write(process.toHandle());
            if (abandoned) {
                end(process.toHandle());
            }
            Waiting.until(PATIENCE, () -> !process.isAlive() || ready.getAsBoolean());
            // The tether ends it in good order; the cache is written on its way out.
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                end(process.toHandle());
            }
            trainings.remove(process);
            if (!abandoned && Files.exists(growing)) {
                forgetOthers(program, growing);
                Files.move(growing, cache, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no AOT cache for " + program.part().id(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            file.delete();
            forget(growing);
            forget(growing.resolveSibling(growing.getFileName() + ".config"));
        }
    }

    /** Ends every training run at once and keeps nothing of it: who stops the platform doesn't wait for caches. */
    void abandon() {
        abandoned = true;
        trainings.forEach(process -> end(process.toHandle()));
    }

    /** With what it started: on its way out it has a process of its own put the cache together. */
    private static void end(ProcessHandle training) {
        List<ProcessHandle> all =
                Stream.concat(training.descendants(), Stream.of(training)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** What was moved into its place isn't there any more. */
    private static void forget(Path growing) {
        try {
            Files.deleteIfExists(growing);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + growing, e);
        }
    }

    /** Older ones, and what was left half made; another platform of this checkout may be making one, and tidying as well. */
    private void forgetOthers(Program program, Path growing) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path old : entries.filter(entry -> {
                        String name = entry.getFileName().toString();
                        return name.startsWith(program.part().id() + "-")
                                && name.contains(".aot")
                                && !entry.equals(growing)
                                && !(name.contains(PART) && isYoung(entry));
                    })
                    .toList()) {
                Files.deleteIfExists(old);
            }
        }
    }

    /** So young that a training may still be at it. */
    private static boolean isYoung(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isAfter(Instant.now().minus(PATIENCE.multipliedBy(2)));
        } catch (IOException gone) {
            return true;
        }
    }

    private Path file(Program program) {
        int options = (JvmOptions.DECIDING_WHICH_CACHE_FITS + System.getProperty("java.vm.version")).hashCode();
        return folder.resolve(program.part().id() + "-" + program.fingerprint()
                + HexFormat.of().toHexDigits(options) + ".aot");
    }
}
