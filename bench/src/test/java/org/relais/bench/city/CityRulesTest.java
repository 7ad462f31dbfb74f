package org.relais.bench.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a city's rows teach is tried by the very rule table on rows that they never saw. */
class CityRulesTest {

    private static final City ELSEWHERE =
            new City("Elsewhere", "rows.csv", "Id", "Objet", "Texte", "Service", "fr", null, null);

    @TempDir
    private Path folder;

    private final List<City.Row> rows = new ArrayList<>();

    @Test
    void rightWrongAndTriageAreToldApart() throws IOException {
        learned(40, "Nid-de-poule", "Un trou", "Voirie");
        heldOut(7, "Nid-de-poule", "Un trou", "Voirie");
        heldOut(2, "Nid-de-poule", "Un trou", "Propreté");
        heldOut(3, "Graffiti", "Un mur", "Propreté");
        heldOut(1, "", "Un mur", "Voirie");

        var share = CityRules.of(ELSEWHERE, rows, folder).byService();

        assertThat(share).isEqualTo(new Share(7, 2, Map.of("no_rule_matches", 3, "service_missing", 1)));
        assertThat(share.all()).isEqualTo(13);
        assertThat(share.told()).contains("53.8 % right (7), 15.4 % wrong (2), 30.8 % to triage (4)");
    }

    @Test
    void nothingIsLearnedFromWhatIsHeldOut() throws IOException {
        learned(10, "Nid-de-poule", "Un trou", "Voirie");
        heldOut(30, "Nid-de-poule", "Un trou", "Propreté");

        var rules = CityRules.of(ELSEWHERE, rows, folder);

        assertThat(rules.learnedFrom()).isEqualTo(10);
        assertThat(rules.byService()).isEqualTo(new Share(0, 30, Map.of()));
    }

    @Test
    void aWordThatClearlySpeaksForAnotherIsAnException() throws IOException {
        learned(40, "Nid-de-poule", "Un trou", "Voirie");
        learned(9, "Nid-de-poule", "Un trou au parc", "Espaces verts");
        heldOut(5, "Nid-de-poule", "Encore au parc", "Espaces verts");
        heldOut(6, "Nid-de-poule", "Encore un", "Voirie");

        var rules = CityRules.of(ELSEWHERE, rows, folder);

        assertThat(rules.byService()).isEqualTo(new Share(6, 5, Map.of()));
        assertThat(rules.byServiceAndWords()).isEqualTo(new Share(11, 0, Map.of()));
    }

    @Test
    void wordsDecideAsInTheServiceWhereNoRuleDoes() throws IOException {
        learned(40, "Nid-de-poule", "Un trou profond dans la chaussée", "Voirie");
        learned(40, "Graffiti", "Des tags sur un mur", "Propreté");
        heldOut(4, "", "Un trou profond dans la chaussée", "Voirie");
        heldOut(2, "", "Quelque chose de tout autre", "Voirie");

        var rules = CityRules.of(ELSEWHERE, rows, folder);

        assertThat(rules.byService()).isEqualTo(new Share(0, 0, Map.of("service_missing", 6)));
        assertThat(rules.withSuggestions()).isEqualTo(new Share(4, 0, Map.of("service_missing", 2)));
    }

    @Test
    void tooFewCasesMakeNoException() {
        var seen = new ArrayList<LearnedRules.Seen>();
        IntStream.range(0, 40)
                .forEach(row -> seen.add(new LearnedRules.Seen("pothole", null, Set.of("hole"), "roads")));
        IntStream.range(0, 7)
                .forEach(row -> seen.add(new LearnedRules.Seen("pothole", "old-town", Set.of("park"), "parks")));

        assertThat(LearnedRules.from(seen).stream().filter(LearnedRules.Row::isOfServiceAlone))
                .singleElement()
                .extracting(LearnedRules.Row::department)
                .isEqualTo("roads");
        assertThat(LearnedRules.from(seen)).noneMatch(row -> row.department().equals("parks"));
    }

    private void learned(int number, String service, String words, String department) {
        add(number, service, words, department, false);
    }

    private void heldOut(int number, String service, String words, String department) {
        add(number, service, words, department, true);
    }

    private void add(int number, String service, String words, String department, boolean heldOut) {
        var from = rows.size();
        for (int id = 0; rows.size() < from + number; id++) {
            var row = new City.Row(from + "-" + id, service, words, department);
            if (row.isHeldOut() == heldOut) {
                rows.add(row);
            }
        }
    }
}
