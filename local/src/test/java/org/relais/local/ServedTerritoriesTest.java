package org.relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServedTerritoriesTest {

    @TempDir
    private Path folder;

    private Path lys;
    private Path orme;

    @BeforeEach
    void towns() throws Exception {
        lys = Files.createDirectories(folder.resolve("lys"));
        orme = Files.createDirectories(folder.resolve("orme"));
        Files.createDirectories(demo());
    }

    @Test
    void areTheDemoTownUnlessOthersWereNamed() {
        assertThat(served().folders()).containsExactly(demo());
        assertThat(served().includeTheDemoTown()).isTrue();
    }

    @Test
    void areKeptWithTheDataUntilTheseAreWiped() throws Exception {
        assertThat(served().serve(List.of(lys, lys.resolve("../lys")))).isEmpty();
        Files.createDirectories(home().postgres());

        assertThat(served().folders()).containsExactly(lys);
        assertThat(served().includeTheDemoTown()).isFalse();

        home().wipe();

        assertThat(served().folders()).containsExactly(demo());
    }

    @Test
    void maySeeAnotherBesideThemButNoneTakenAway() throws Exception {
        served().serve(List.of(lys));
        Files.createDirectories(home().postgres());

        assertThat(served().serve(List.of(lys, orme))).isEmpty();
        assertThat(served().folders()).containsExactly(lys, orme);

        assertThat(served().serve(List.of(orme))).containsExactly(lys);
        assertThat(served().folders()).as("as before").containsExactly(lys, orme);
    }

    @Test
    void doNotTakeTheDemoTownFromWhomItWasServedTo() throws Exception {
        home().create();
        Files.createDirectories(home().postgres());

        assertThat(served().serve(List.of(lys))).containsExactly(demo());
        assertThat(served().serve(List.of(demo(), lys))).isEmpty();
    }

    @Test
    void areNamedOnTheCommandLineOnceOrMoreOften() {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        Console console = new Console(nowhere, nowhere, Messages.in(Locale.FRENCH));

        UpCommand.Options asked = Objects.requireNonNull(UpCommand.Options.parse(
                console, List.of("--territory", lys.toString(), "--detach", "--territory", orme.toString())));

        assertThat(asked.territories()).containsExactly(lys, orme);
        assertThat(asked.flags()).containsExactly("--detach");
        assertThat(UpCommand.Options.parse(console, List.of("--detach", "--territory")))
                .isNull();
        assertThat(UpCommand.Options.parse(console, List.of("--no-such-option")))
                .isNull();
    }

    @Test
    void giveRoutingMoreMemoryWhereTheyAreLarge() throws Exception {
        Files.writeString(lys.resolve("rules.csv"), "x".repeat(900_000));
        assertThat(routingHeap(List.of(lys))).as("a town").isEqualTo("-Xmx192m");

        Files.writeString(lys.resolve("areas.geojson"), "x".repeat(9_800_000));
        assertThat(routingHeap(List.of(lys))).as("a country").isEqualTo("-Xmx692m");
        assertThat(routingHeap(List.of(folder.resolve("missing")))).isEqualTo("-Xmx192m");
    }

    @Test
    void letAFolderGoThatIsGone() throws Exception {
        served().serve(List.of(lys));
        Files.createDirectories(home().postgres());
        Files.move(lys, folder.resolve("town"));

        assertThat(served().serve(List.of(folder.resolve("town")))).isEmpty();
        assertThat(served().folders()).containsExactly(folder.resolve("town"));
    }

    @Test
    void moveWithTheCheckoutThatTheyAreIn() throws Exception {
        served().serve(List.of(lys));

        assertThat(Files.readAllLines(home().folder().resolve("territories"))).containsExactly("lys");
    }

    @Test
    void giveTheFirstOfThemTheMailbox() throws Exception {
        Files.writeString(lys.resolve("territory.yaml"), "jurisdictionId: lys-en-val\nname: { fr: Lys }\n");

        assertThat(new TerritoryFolder(lys).jurisdictionId()).isEqualTo("lys-en-val");
        assertThat(new TerritoryFolder(orme).jurisdictionId())
                .as("nothing to read")
                .isEqualTo("orme");
        assertThat(PlatformSettings.standard(checkout(), 0)
                        .withTerritories(List.of(lys, orme))
                        .mailbox())
                .isEqualTo("demandes@lys-en-val.example");
    }

    @Test
    void areNamedWhereRoutingFoundThemWrong() {
        JsonNode health = JsonMapper.builder().build().readTree("""
            {"status": "UP", "components": {"territories": {"status": "UP", "details":
              {"valmont": 3, "refusedFolders": {"/towns/lys": ["rules.csv:57: error", "rules.csv:58: error"]}}}}}
            """);

        assertThat(RefusedFolders.in(health))
                .isEqualTo(Map.of("/towns/lys", List.of("rules.csv:57: error", "rules.csv:58: error")));
        assertThat(RefusedFolders.in(JsonMapper.builder().build().readTree("{\"status\": \"DOWN\"}")))
                .isEmpty();
    }

    private static String routingHeap(List<Path> territories) {
        return JvmOptions.of(Part.ROUTING, territories).getFirst();
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
