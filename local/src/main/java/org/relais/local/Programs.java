package org.relais.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.relais.embedded.Tethered;

/**
 * What each part's process runs: class path and main class. Boot jars are extracted once, since an AOT cache needs plain jars
 * on the class path. What is prepared here is shared by all platforms of a checkout and made anew when a jar changes.
 */
final class Programs {

    /** A class path, the class that is run, and a fingerprint that changes with either. */
    record Program(Part part, String classPath, String mainClass, String fingerprint) {}

    private final Checkout checkout;
    private final Path cache;
    private final Map<Part, Program> known = new ConcurrentHashMap<>();

    Programs(Checkout checkout) {
        this.checkout = checkout;
        this.cache = checkout.root().resolve(".relais/cache");
    }

    Path cache() {
        return cache;
    }

    Program program(Part part) {
        return known.computeIfAbsent(part, this::find);
    }

    private Program find(Part part) {
        return switch (part) {
            case KAFKA -> kafka();
            case REGISTRY -> registry();
            case IDENTITY, INTAKE, ROUTING, NOTIFICATION -> application(part);
            case POSTGRES, MAIL -> throw new IllegalArgumentException(part + " runs no Java program of its own");
        };
    }

    /** The command that runs it, ending with the JVM's parent. */
    List<String> command(Program program, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(ChildProcess.javaExecutable().toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(program.classPath());
        command.add(Tethered.class.getName());
        command.add(program.mainClass());
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private Program kafka() {
        String classPath = checkout.launcherClassPath();
        return new Program(
                Part.KAFKA,
                classPath,
                "org.relais.embedded.EmbeddedKafka",
                fingerprint(checkout.root().resolve("local/target/relais-local.jar"), checkout.tetherJar()));
    }

    private Program registry() {
        Path runner = checkout.registryHome().resolve("quarkus-run.jar");
        return new Program(
                Part.REGISTRY,
                runner + File.pathSeparator + checkout.tetherJar(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                fingerprint(runner, checkout.tetherJar()));
    }

    private Program application(Part part) {
        Path bootJar = checkout.bootJar(part);
        String fingerprint = fingerprint(bootJar, checkout.tetherJar());
        Path extracted = cache.resolve(part.id() + "-" + fingerprint);
        Path jar = extracted.resolve(bootJar.getFileName());
        if (!Files.exists(jar)) {
            forgetOthers(part);
            extract(bootJar, extracted);
        }
        return new Program(part, jar + File.pathSeparator + checkout.tetherJar(), mainClass(bootJar), fingerprint);
    }

    private static String mainClass(Path bootJar) {
        try (JarFile file = new JarFile(bootJar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Start-Class");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + bootJar, e);
        }
    }

    private static void extract(Path bootJar, Path folder) {
        Path growing = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            delete(growing);
            Files.createDirectories(growing.getParent());
            Process process = new ProcessBuilder(
                            ChildProcess.javaExecutable().toString(),
                            "-Djarmode=tools",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            bootJar.toString(),
                            "extract",
                            "--destination",
                            growing.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(bootJar + " could not be extracted: exit code " + process.exitValue());
            }
            Files.move(growing, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(bootJar + " could not be extracted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while extracting " + bootJar, e);
        }
    }

    /** What earlier builds of this part left; a platform that still runs from it keeps its open files. */
    private void forgetOthers(Part part) {
        if (!Files.isDirectory(cache)) {
            return;
        }
        try (Stream<Path> entries = Files.list(cache)) {
            for (Path old : entries.filter(
                            entry -> entry.getFileName().toString().startsWith(part.id() + "-"))
                    .toList()) {
                delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean " + cache, e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Of what the jars hold: a reproducible build gives every jar the same date. */
    private static String fingerprint(Path... jars) {
        long hash = 17;
        for (Path jar : jars) {
            hash = hash * 31 + jar.toString().hashCode();
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    hash = hash * 31 + entry.getName().hashCode();
                    hash = hash * 31 + entry.getCrc();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + jar, e);
            }
        }
        return HexFormat.of().toHexDigits(hash);
    }
}
