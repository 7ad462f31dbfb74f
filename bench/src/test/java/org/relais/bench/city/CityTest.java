package org.relais.bench.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city is known by the names of its columns alone. */
class CityTest {

    private static final City ELSEWHERE =
            new City("Elsewhere", "rows.csv", "", "Objet", "Texte", "Service", "fr", null, null);

    @TempDir
    private Path folder;

    @Test
    void readsWhatTheNamedColumnsSayWhereverTheyStand() throws IOException {
        write("\uFEFFService;Autre;Texte;Objet\nVoirie;x;\"Un nid; profond\";Nid-de-poule\nPropreté;y;Sale;\n");

        var requests = ELSEWHERE.read(folder);

        assertThat(requests.rows())
                .containsExactly(
                        new City.Row("2", "Nid-de-poule", "Un nid; profond", "Voirie"),
                        new City.Row("3", "", "Sale", "Propreté"));
        assertThat(requests.nobodys()).isZero();
    }

    @Test
    void rowsOfNobodyAreCountedAndLeftOut() throws IOException {
        write("Objet,Texte,Service\nNid,Trou,Voirie\nNid,Trou,\nNid\n");

        var requests = ELSEWHERE.read(folder);

        assertThat(requests.rows()).hasSize(1);
        assertThat(requests.nobodys()).isEqualTo(2);
    }

    @Test
    void aColumnThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        write("Objet,Texte,Direction\nNid,Trou,Voirie\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ELSEWHERE.read(folder))
                .withMessageContainingAll("--department", "'Service'", "Objet, Texte, Direction");
    }

    @Test
    void aboutOneRowInFiveIsHeldOutAlwaysTheSame() {
        var heldOut = IntStream.range(0, 5_000)
                .filter(id -> new City.Row("r" + id, "", "", "d").isHeldOut())
                .count();

        assertThat(heldOut).isBetween(900L, 1_100L);
        assertThat(new City.Row("r7", "a", "b", "c").isHeldOut())
                .isEqualTo(new City.Row("r7", "", "", "d").isHeldOut());
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), text);
    }
}
