package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerritoryCheckTest {

    private static final Path DEMO = DemoTerritory.FOLDER;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void acceptsTheDemoTown() throws Exception {
        assertThat(check(DEMO)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("valid, digest");
    }

    @Test
    void saysWhereAFolderIsWrong() throws Exception {
        Path copy = copy("town");
        Files.writeString(copy.resolve("rules.csv"), Files.readString(copy.resolve("rules.csv")) + "short,row\n");

        assertThat(check(DEMO, copy)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsPattern("rules\\.csv:\\d+: error")
                .contains("town: refused, 1 error(s).");
        assertThat(check(folder.resolve("missing"))).isEqualTo(1);
        assertThat(check()).isEqualTo(2);
    }

    @Test
    void findsWhatTwoTerritoriesCannotBothHave() throws Exception {
        Path same = copy("same");

        assertThat(check(DEMO, same)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("jurisdictionId “valmont” is that of");

        Path settings = same.resolve("territory.yaml");
        Files.writeString(
                settings, Files.readString(settings).replace("jurisdictionId: valmont", "jurisdictionId: lys"));
        said.reset();

        assertThat(check(same)).as("alone").isZero();
        assertThat(check(DEMO, same)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("the department code “voirie” stands in");
    }

    private int check(Path... folders) throws IOException {
        return TerritoryCheck.run(
                Stream.concat(Stream.of("--language=en"), Stream.of(folders).map(Path::toString))
                        .toList(),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        List<Path> files;
        try (Stream<Path> all = Files.walk(DEMO)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.copy(file, copy.resolve(DEMO.relativize(file)));
        }
        return copy;
    }
}
