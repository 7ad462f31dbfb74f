package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private void train(AtomicBoolean asked) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                ProcessFile.mark(home),
                "-cp",
                PROGRAM.classPath(),
                PROGRAM.mainClass());
        caches.train(PROGRAM, command, Map.of(), home, () -> {
            asked.set(true);
            return false;
        });
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
