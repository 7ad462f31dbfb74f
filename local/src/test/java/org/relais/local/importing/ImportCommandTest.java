package org.relais.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.relais.local.Command.FAILED;
import static org.relais.local.Command.OK;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relais.local.Checkout;
import org.relais.local.Command;
import org.relais.local.Console;
import org.relais.local.Messages;

class ImportCommandTest {

    private final ByteArrayOutputStream noted = new ByteArrayOutputStream();
    private final StandInIntake intake = new StandInIntake();

    @TempDir
    private Path folder;

    private Path file;
    private Path mapping;

    @BeforeEach
    void writeFiles() throws IOException {
        file = Files.writeString(folder.resolve("requests.csv"), "Number,Lat,Lon\n1,48.85,2.35\n2,48.85,2.35\n");
        mapping = Files.writeString(folder.resolve("mapping.yaml"), """
            key: [Number]
            fields: {serviceCode: pothole, description: "{Number}", latitude: "{Lat}", longitude: "{Lon}"}
            """);
    }

    @AfterEach
    void closeIntake() {
        intake.close();
    }

    @Test
    void takesWebAddressesOnly() {
        assertThat(ImportCommand.isWeb("http://localhost:11080")).isTrue();
        assertThat(ImportCommand.isWeb("https://relais.example.org/intake")).isTrue();
        assertThat(ImportCommand.isWeb("localhost:11080")).isFalse();
        assertThat(ImportCommand.isWeb("http:")).isFalse();
        assertThat(ImportCommand.isWeb("a b")).isFalse();
    }

    @Test
    void importsAFileOnceAtATime() throws Exception {
        Path begun = folder.resolve("begun");
        Process other = importing(file, begun);
        try {
            await().until(() -> Files.exists(begun) || !other.isAlive());
            assertThat(begun).exists();

            assertThat(run(Locale.ENGLISH, intake)).isEqualTo(FAILED);
            assertThat(run(Locale.FRENCH, intake)).isEqualTo(FAILED);

            assertThat(noted.toString(StandardCharsets.UTF_8))
                    .contains("is at work on " + file + ". Wait for its end")
                    .contains("traite déjà " + file + ". Attendez sa fin");
            assertThat(intake.calls()).isZero();
        } finally {
            other.destroyForcibly().waitFor();
        }

        assertThat(run(Locale.ENGLISH, intake)).isEqualTo(OK);
        assertThat(intake.filed()).hasSize(2);
    }

    /** How far the file came into the one says nothing about the other. */
    @Test
    void beginsAnewForAnotherIntake() {
        assertThat(run(Locale.ENGLISH, intake)).isEqualTo(OK);
        assertThat(run(Locale.ENGLISH, intake)).isEqualTo(OK);
        assertThat(intake.calls()).isEqualTo(2);

        try (StandInIntake other = new StandInIntake()) {
            assertThat(run(Locale.ENGLISH, other)).isEqualTo(OK);
            assertThat(other.filed()).hasSize(2);
        }
    }

    private int run(Locale language, StandInIntake target) {
        return new ImportCommand()
                .run(
                        context(language),
                        List.of(file.toString(), "--mapping", mapping.toString(), "--to", target.url()));
    }

    private Command.Context context(Locale language) {
        PrintStream notes = new PrintStream(noted, true, StandardCharsets.UTF_8);
        return new Command.Context(
                new Checkout(folder),
                0,
                new Console(
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        notes,
                        Messages.in(language)));
    }

    private Process importing(Path imported, Path begun) throws IOException {
        Path lock = ImportCommand.lockOf(imported, ImportCommand.kept(context(Locale.ENGLISH)));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lock.toString(),
                        begun.toString())
                .inheritIO()
                .start();
    }

    /** Another import, which has begun once the second of these files is there. */
    public static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (ImportLock _ = Objects.requireNonNull(ImportLock.tryTake(Path.of(arguments[0])), "another has it")) {
                Files.createFile(Path.of(arguments[1]));
                Thread.currentThread().join();
            }
        }
    }
}
