package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherLockTest {

    @TempDir
    private Path folder;

    @Test
    void isHeldByOneLauncherAtATimeWhateverItsProcessFileSays() throws Exception {
        Home home = new Home(folder.resolve("platform"));
        Process other = holder(home);
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("taken");
            assertThatThrownBy(() -> new LauncherLock(home).take())
                    .isInstanceOfSatisfying(
                            AlreadyRunning.class,
                            running -> assertThat(running.pid()).isEqualTo(other.pid()));
            Files.delete(home.run().resolve(LauncherLock.FILE));
            assertThatThrownBy(() -> new LauncherLock(home).take()).isInstanceOf(AlreadyRunning.class);
        } finally {
            other.destroyForcibly().waitFor();
        }

        assertThatCode(() -> takeAndRelease(home)).doesNotThrowAnyException();
    }

    @Test
    void isFreeOnceItsHolderWasKilledThoughNobodyAskedForItsEnd() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux tells a process's state there");
        Home home = new Home(folder.resolve("platform"));
        // A parent that becomes another program and never asks for its child's end.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
        try {
            long pid = Long.parseLong(parent.inputReader().readLine());
            // As long as it is a shell it would ask.
            assertThat(Waiting.until(
                            Duration.ofSeconds(10),
                            () -> told(parent.pid(), "comm").equals("sleep")))
                    .isTrue();
            ProcessHandle killed = ProcessHandle.of(pid).orElseThrow();
            new ProcessFile(home.run().resolve(LauncherLock.FILE)).write(killed);
            assertThat(new LauncherLock(home).holder()).contains(killed);

            killed.destroyForcibly();

            assertThat(Waiting.until(
                            Duration.ofSeconds(10), () -> told(pid, "stat").contains(") Z ")))
                    .isTrue();
            assertThat(new LauncherLock(home).holder()).isEmpty();
            assertThatCode(() -> takeAndRelease(home)).doesNotThrowAnyException();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    private static String told(long pid, String what) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), what)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isHeldWhileThePlatformsDataAreWiped() throws Exception {
        Home home = new Home(folder.resolve("platform"));
        LauncherLock lock = new LauncherLock(home);
        lock.take();
        Files.writeString(home.kafka().resolve("records"), "");

        home.wipe();

        assertThat(home.kafka()).doesNotExist();
        assertThatThrownBy(() -> new LauncherLock(home).take()).isInstanceOf(AlreadyRunning.class);
        Process other = holder(home);
        assertThat(other.inputReader().readLine()).isEqualTo("refused");
        lock.release();
        assertThatCode(() -> takeAndRelease(home)).doesNotThrowAnyException();
        home.wipe();
    }

    private static void takeAndRelease(Home home) {
        LauncherLock lock = new LauncherLock(home);
        lock.take();
        lock.release();
    }

    private static Process holder(Home home) throws Exception {
        return new ProcessBuilder(
                        ChildProcess.javaExecutable().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        home.folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another launcher; it says on its standard output, which the test reads, whether it got the lock. */
    public static final class Holder {
        public static void main(String[] arguments) throws InterruptedException {
            try {
                new LauncherLock(new Home(Path.of(arguments[0]))).take();
            } catch (AlreadyRunning refused) {
                System.out.println("refused");
                return;
            }
            System.out.println("taken");
            Thread.currentThread().join();
        }
    }
}
