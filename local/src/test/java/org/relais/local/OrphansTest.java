package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// What the fields hold is set before each test.
@SuppressWarnings("NullAway.Init")
class OrphansTest {

    @TempDir
    Path folder;

    private Home home;
    private ChildProcess left;

    @BeforeEach
    void leaveAProcessBehind() {
        home = new Home(folder.resolve("platform"));
        home.create();
        left = ChildProcess.start(home, "kafka", waiting(ProcessFile.mark(home)), Map.of());
    }

    @AfterEach
    void endIt() {
        left.kill();
    }

    @Test
    void areEndedByTheNextLauncher() {
        List<String> ended = new Orphans(home).end();

        assertThat(ended).containsExactly("kafka");
        assertThat(left.isAlive()).isFalse();
        assertThat(home.run().resolve("kafka.pid")).doesNotExist();
    }

    @Test
    void areLeftAloneWhenTheNumberBelongsToAProcessThatBeganAtAnotherTime() throws Exception {
        Files.writeString(home.run().resolve("kafka.pid"), left.pid() + "\n12345\n");

        assertThat(new Orphans(home).end()).isEmpty();
        assertThat(left.isAlive()).isTrue();
    }

    @Test
    void areLeftAloneWhenTheyCarryAnotherPlatformsFolder() throws Exception {
        Home other = new Home(folder.resolve("other"));
        other.create();
        Files.copy(home.run().resolve("kafka.pid"), other.run().resolve("kafka.pid"));

        assertThat(new Orphans(other).end()).isEmpty();
        assertThat(left.isAlive()).isTrue();
    }

    @Test
    void aChildEndsWithItsParentsEndOfThePipe() throws Exception {
        Process child = new ProcessBuilder(waiting("-Dnothing=nothing")).start();

        child.getOutputStream().close();

        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static List<String> waiting(String mark) {
        return List.of(
                ChildProcess.javaExecutable().toString(),
                mark,
                "-cp",
                System.getProperty("java.class.path"),
                "org.relais.embedded.Tethered",
                Waiter.class.getName());
    }

    /** Runs until it is ended. */
    public static final class Waiter {
        public static void main(String[] args) throws InterruptedException {
            Thread.currentThread().join();
        }
    }
}
