package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedTerritoriesTest {

    private static final Path LYS = Path.of("/towns/lys");
    private static final Path ORME = Path.of("/towns/orme");

    @TempDir
    private Path folder;

    @Test
    void areTheDemoTownUnlessOthersWereNamed() {
        assertThat(served().folders()).containsExactly(demo());
        assertThat(served().includeTheDemoTown()).isTrue();
    }

    @Test
    void areKeptWithTheDataUntilTheseAreWiped() throws Exception {
        assertThat(served().serve(List.of(LYS, Path.of("/towns/../towns/lys")))).isEmpty();
        Files.createDirectories(home().postgres());

        assertThat(served().folders()).containsExactly(LYS);
        assertThat(served().includeTheDemoTown()).isFalse();

        home().wipe();

        assertThat(served().folders()).containsExactly(demo());
    }

    @Test
    void maySeeAnotherBesideThemButNoneTakenAway() throws Exception {
        served().serve(List.of(LYS));
        Files.createDirectories(home().postgres());

        assertThat(served().serve(List.of(LYS, ORME))).isEmpty();
        assertThat(served().folders()).containsExactly(LYS, ORME);

        assertThat(served().serve(List.of(ORME))).containsExactly(LYS);
        assertThat(served().folders()).as("as before").containsExactly(LYS, ORME);
    }

    @Test
    void doNotTakeTheDemoTownFromWhomItWasServedTo() throws Exception {
        home().create();
        Files.createDirectories(home().postgres());

        assertThat(served().serve(List.of(LYS))).containsExactly(demo());
        assertThat(served().serve(List.of(demo(), LYS))).isEmpty();
    }

    @Test
    void areNamedOnTheCommandLineOnceOrMoreOften() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Console console = new Console(nowhere, nowhere, Messages.in(Locale.FRENCH));
        List<String> arguments =
                new ArrayList<>(List.of("--territory", "/towns/lys", "--detach", "--territory", "/towns/orme"));

        assertThat(UpCommand.takeTerritories(console, arguments)).containsExactly(LYS, ORME);
        assertThat(arguments).containsExactly("--detach");
        assertThat(UpCommand.takeTerritories(console, new ArrayList<>(List.of("--territory"))))
                .isNull();
        assertThat(UpCommand.takeTerritories(console, new ArrayList<>(List.of("--territory", "--detach"))))
                .isNull();
    }

    @Test
    void giveRoutingMoreMemoryWhereTheyAreLarge() throws Exception {
        Files.writeString(folder.resolve("rules.csv"), "x".repeat(900_000));
        assertThat(JvmOptions.routingHeap(List.of(folder))).as("a town").isEqualTo("-Xmx192m");

        Files.writeString(folder.resolve("areas.geojson"), "x".repeat(9_800_000));
        assertThat(JvmOptions.routingHeap(List.of(folder))).as("a country").isEqualTo("-Xmx692m");
        assertThat(JvmOptions.routingHeap(List.of(folder.resolve("missing")))).isEqualTo("-Xmx192m");
    }

    private Home home() {
        return new Home(folder.resolve("platform"));
    }

    private Path demo() {
        return checkout().demoTerritory();
    }

    private Checkout checkout() {
        return new Checkout(folder);
    }

    private ServedTerritories served() {
        return new ServedTerritories(home(), checkout());
    }
}
