package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relais.local.Programs.Program;

class AotCachesTest {

    private static final Program PROGRAM =
            new Program(Part.IDENTITY, System.getProperty("java.class.path"), NeverEnds.class.getName(), "f00d");

    @TempDir
    private Path folder;

    private Home home;
    private AotCaches caches;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("platform"));
        home.create();
        caches = new AotCaches(folder.resolve("cache"));
    }

    @Test
    void whoStopsThePlatformEndsTheTrainingAndKeepsNothingOfIt() throws Exception {
        Thread training = Thread.ofPlatform().start(() -> train(new AtomicBoolean()));
        ProcessFile file = new ProcessFile(home.run().resolve("identity-training.pid"));
        assertThat(Waiting.until(Duration.ofMinutes(1), () -> file.process(home).isPresent()))
                .isTrue();
        ProcessHandle process = file.process(home).orElseThrow();
        assertThat(Waiting.until(
                        Duration.ofMinutes(1),
                        () -> process.children().findAny().isPresent()))
                .isTrue();
        ProcessHandle child = process.children().findAny().orElseThrow();

        caches.abandon();

        assertThat(process.isAlive()).isFalse();
        assertThat(child.isAlive()).as("what it had started").isFalse();
        training.join();
        assertThat(caches.has(PROGRAM)).isFalse();
    }

    @Test
    void noneIsStartedAfterwards() {
        caches.abandon();
        AtomicBoolean asked = new AtomicBoolean();

        train(asked);

        assertThat(asked).as("asked whether it is ready").isFalse();
    }

    @Test
    void aNewOneTakesThePlaceOfOlderOnesAndOfWhatWasLeftHalfMade() throws Exception {
        Program ends = new Program(Part.IDENTITY, jar(Ends.class).toString(), Ends.class.getName(), "beef");
        Path older = left("identity-0ld0ptions.aot", Duration.ofDays(3));
        Path abandoned = left("identity-0ther0ptions.aot.part", Duration.ofHours(1));
        Path abandonedConfiguration = left("identity-0ther0ptions.aot.part.config", Duration.ofHours(1));
        Path growingElsewhere = left("identity-y0ung0ptions.aot.part", Duration.ofMinutes(1));
        Path ofAnotherPart = left("intake-0ptions.aot", Duration.ofDays(3));

        train(ends, new AtomicBoolean());

        assertThat(caches.has(ends)).isTrue();
        assertThat(List.of(older, abandoned, abandonedConfiguration))
                .allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(List.of(growingElsewhere, ofAnotherPart))
                .allSatisfy(file -> assertThat(file).exists());
    }

    /** A cache takes classes from jars alone. */
    private Path jar(Class<?> of) throws IOException {
        String name = of.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("program.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream bytes = Objects.requireNonNull(of.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
        }
        return jar;
    }

    private Path left(String name, Duration ago) throws IOException {
        Path file = Files.createDirectories(folder.resolve("cache")).resolve(name);
        Files.writeString(file, "left");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    private void train(AtomicBoolean asked) {
        train(PROGRAM, asked);
    }

    private void train(Program program, AtomicBoolean asked) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ProcessFile.mark(home),
                "-cp",
                program.classPath(),
                program.mainClass());
        caches.train(program, command, Map.of(), home, () -> {
            asked.set(true);
            return false;
        });
    }

    /** Has nothing to do. */
    static final class Ends {

        private Ends() {}

        public static void main(String[] arguments) {}
    }

    /** Has a child, as one that puts its cache together has; neither ends of itself. */
    static final class NeverEnds {

        private NeverEnds() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            if (arguments.length == 0) {
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                NeverEnds.class.getName(),
                                "child")
                        .start();
            }
            new CountDownLatch(1).await();
        }
    }
}
