package org.relais.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The checkout that the platform is run from, and what its build left there. */
public record Checkout(Path root) {

    /** The checkout that holds the working folder, or the one named by the system property {@code relais.checkout}. */
    public static Checkout find() {
        String given = System.getProperty("relais.checkout");
        if (given != null) {
            return new Checkout(Path.of(given).toAbsolutePath().normalize());
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.isRegularFile(folder.resolve("relais")) && Files.isDirectory(folder.resolve("routing-service"))) {
                return new Checkout(folder);
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException(
                "not inside a checkout of Relais: " + Path.of("").toAbsolutePath());
    }

    /** The application's executable jar. */
    Path bootJar(Part application) {
        Path target = root.resolve(application.id()).resolve("target");
        List<Path> jars = jars(target, "relais-" + application.id() + "-");
        return jars.stream()
                .filter(Checkout::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(application.id() + " isn't built: no jar in " + target));
    }

    /** Everything the launcher itself runs from, as a class path. */
    String launcherClassPath() {
        Path target = root.resolve("local/target");
        Path jar = target.resolve("relais-local.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("local isn't built: no " + jar);
        }
        return jar + File.pathSeparator + embeddedJar(target);
    }

    Path registryHome() {
        return root.resolve("embedded/target/apicurio");
    }

    Path demoTerritory() {
        return root.resolve("local/territories/valmont");
    }

    /** The jar of {@code embedded}, which holds the tether that every child process is run by. */
    Path tetherJar() {
        return embeddedJar(root.resolve("local/target"));
    }

    private static Path embeddedJar(Path target) {
        return jars(target.resolve("lib"), "relais-embedded-").stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("local isn't built: no lib folder in " + target));
    }

    private static List<Path> jars(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix)
                                && name.endsWith(".jar")
                                && !name.endsWith("-sources.jar")
                                && !name.endsWith("-tests.jar");
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static boolean isExecutable(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() != null
                    && file.getManifest().getMainAttributes().getValue("Start-Class") != null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }
}
