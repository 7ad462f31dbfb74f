package org.relais.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.relais.e2e.system.SystemUnderTest;

/** The npm package {@code open311}, which nobody here wrote, discovers, lists, files and follows; {@code npm ci} fetches it. */
@ExtendWith(SharedSystem.class)
@EnabledIf(
        value = "isThere",
        disabledReason = "THE npm CLIENT OF OPEN311 IS NOT TESTED: run npm ci --ignore-scripts in e2e-tests/open311")
class Open311ClientIT {

    private static final Path FOLDER = Path.of("open311").toAbsolutePath();

    static boolean isThere() {
        return Files.isDirectory(FOLDER.resolve("node_modules"));
    }

    @Test
    void aClientThatNobodyHereWroteDiscoversListsFilesAndFollows(SystemUnderTest system)
            throws IOException, InterruptedException {
        var said = FOLDER.resolveSibling("target").resolve("open311-client.log");
        var process = new ProcessBuilder("node", "journey.js", system.intake().toString(), system.token("open311"))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        var output = Files.readString(said, StandardCharsets.UTF_8);

        assertThat(ended).as(output).isTrue();
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("once, though it was sent twice", "a wrong key was refused");
    }
}
