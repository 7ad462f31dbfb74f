package org.relais.routing.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.relais.routing.rules.Suggestion;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.relais.routing.territory.folder.DemoTerritory;

/** What words teach, with Lucene's own analysis. */
class LearnedTest {

    private static final List<String> LANGUAGES = List.of("fr", "en");
    private static final Set<String> DEPARTMENTS = Set.of("voirie", "proprete", "sports", "espaces-verts");
    private static final List<String> STREETS =
            List.of("Pont", "Moulin", "Gare", "Lavoir", "Château", "Église", "Lilas", "Tilleuls", "Forge", "Halle");

    /** Ten different reports of potholes, ten of bins, each with a street of its own. */
    private static List<Example> pastCases() {
        List<Example> cases = new ArrayList<>();
        for (String street : STREETS) {
            cases.add(
                    Example.ofCase("Un nid de poule dangereux sur la chaussée, rue du " + street, "voirie", "pothole"));
            cases.add(Example.ofCase("Poubelles non ramassées devant chez moi, rue du " + street, "proprete", "waste"));
        }
        return cases;
    }

    private static Suggestion suggested(Learned learned, String text) {
        return learned.suggest(text, DEPARTMENTS).orElseThrow();
    }

    private static Learned learned(List<Example> examples) {
        return Learned.from(examples, LANGUAGES, new LuceneTexts());
    }

    @Test
    void namesTheDepartmentThatSimilarCasesEndedAtAndTheWordsThatSpokeForIt() {
        Suggestion suggestion = suggested(learned(pastCases()), "Gros nid de poule, la chaussée est dangereuse");

        assertThat(suggestion.first().departmentCode()).isEqualTo("voirie");
        assertThat(suggestion.first().serviceCode()).isEqualTo("pothole");
        assertThat(suggestion.first().similarCases()).isEqualTo(10);
        assertThat(suggestion.words()).contains("nid", "poule", "chaussée").doesNotContain("gros", "la");
    }

    @Test
    void isConfidentOnlyWhereSuchWordsWereRightBefore() {
        List<Example> examples = new ArrayList<>(pastCases());
        for (int time = 0; time < 10; time++) {
            examples.add(Example.ofCase("Un arbre penche", "voirie", ""));
            examples.add(Example.ofCase("Un arbre penche", "espaces-verts", ""));
        }
        Learned learned = learned(examples);

        assertThat(suggested(learned, "nid de poule dangereux sur la chaussée")
                        .first()
                        .confidence())
                .isGreaterThanOrEqualTo(0.8);
        assertThat(suggested(learned, "un arbre penche").first().confidence()).isLessThan(0.6);
        assertThat(suggested(learned, "une chaussée pleine de musique, de lumières et de fleurs en décembre")
                        .first()
                        .confidence())
                .isLessThan(0.6);
    }

    @Test
    void readsCapitalsPluralsAndMissingAccentsInBothLanguages() {
        List<Example> examples = new ArrayList<>(pastCases());
        STREETS.forEach(street -> examples.add(Example.ofCase("Broken swing near " + street, "sports", "")));
        Learned learned = learned(examples);

        assertThat(suggested(learned, "NIDS DE POULES SUR CHAUSSEE").first().departmentCode())
                .isEqualTo("voirie");
        assertThat(suggested(learned, "the swings are broken").first().departmentCode())
                .isEqualTo("sports");
    }

    @Test
    void knowsNothingOfWordsItNeverSaw() {
        assertThat(learned(pastCases()).suggest("xylophone", DEPARTMENTS)).isEmpty();
        assertThat(learned(pastCases()).suggest("de la", DEPARTMENTS)).isEmpty();
        assertThat(learned(List.of()).suggest("nid de poule", DEPARTMENTS)).isEmpty();
    }

    @Test
    void theTerritorysOwnWordsSuggestButDontConvince() {
        Learned learned = learned(OwnWords.of(DemoTerritory.territory()));

        Suggestion suggestion = learned.suggest("Le lampadaire est éteint", Set.of("eclairage", "voirie"))
                .orElseThrow();

        assertThat(suggestion.first().departmentCode()).isEqualTo("eclairage");
        assertThat(suggestion.first().confidence()).isBetween(0.01, 0.5);
        assertThat(suggestion.first().similarCases()).isZero();
    }

    @Test
    void namesAtMostThreeDepartmentsThatThereAreTheLikeliestFirst() {
        List<Example> examples = new ArrayList<>();
        for (String department : List.of("voirie", "proprete", "sports", "espaces-verts", "gone")) {
            examples.addAll(Collections.nCopies(department.length(), Example.ofCase("un banc cassé", department, "")));
        }

        Suggestion suggestion = suggested(learned(examples), "banc cassé");

        assertThat(suggestion.candidates())
                .extracting(Suggestion.Candidate::departmentCode)
                .containsExactly("espaces-verts", "proprete", "sports");
        assertThat(suggestion.candidates())
                .extracting(Suggestion.Candidate::confidence)
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(suggestion.candidates().stream()
                        .mapToDouble(Suggestion.Candidate::confidence)
                        .sum())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void neverShowsWordsThatOnlyFewPeopleWrote() {
        List<Example> examples = new ArrayList<>(pastCases());
        examples.add(Example.ofCase("Madame Dupontel et son nid de poule", "voirie", "pothole"));

        assertThat(suggested(learned(examples), "Dupontel nid de poule").words())
                .contains("nid")
                .doesNotContain("dupontel");
    }

    @Test
    void theSameExamplesInAnyOrderAreTheSameEditionAndSuggestTheSame() {
        List<Example> shuffled = new ArrayList<>(pastCases());
        Collections.shuffle(shuffled, new Random(42));
        Learned one = learned(pastCases());
        Learned other = learned(shuffled);
        List<Example> more = new ArrayList<>(pastCases());
        more.add(pastCases().getFirst());

        assertThat(other.edition()).isEqualTo(one.edition()).hasSize(12);
        assertThat(suggested(other, "chaussée, poubelles et Lilas"))
                .isEqualTo(suggested(one, "chaussée, poubelles et Lilas"));
        assertThat(learned(more).edition()).isNotEqualTo(one.edition());
    }

    @Test
    void besideARuleItSpeaksOnlyWhereItsWordsPointElsewhere() {
        Learned learned = learned(pastCases());
        String words = "nid de poule dangereux sur la chaussée";

        assertThat(learned.suggestBeside("voirie", words, DEPARTMENTS, Set.of(), 0))
                .isEmpty();
        assertThat(learned.suggestBeside("proprete", words, DEPARTMENTS, Set.of(), 0))
                .isEqualTo(learned.suggest(words, DEPARTMENTS));
    }

    /** What it spares itself by looking ahead changes no answer. */
    @Property(tries = 150)
    void besideARuleItSaysWhatComparingEveryTextWouldIfClearEnough(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> departments = List.of("voirie", "proprete", "sports");
        List<Example> examples = new ArrayList<>();
        for (int number = random.nextInt(300); number > 0; number--) {
            int kind = random.nextInt(3);
            boolean astray = random.nextInt(8) == 0;
            examples.add(Example.ofCase(
                    saying(random, kind), departments.get(astray ? random.nextInt(3) : kind), "service-" + kind));
        }
        Learned learned = learned(examples);

        for (int question = 0; question < 20; question++) {
            String words = saying(random, random.nextInt(3));
            String department = departments.get(random.nextInt(3));
            for (double clear : new double[] {0.3, 0.6, 0.8, 0.9, 0.95, 1}) {
                assertThat(learned.suggestBeside(department, words, DEPARTMENTS, Set.of(), clear))
                        .as("%s beside %s from %s on", words, department, clear)
                        .isEqualTo(learned.suggestBeside(department, words, DEPARTMENTS, Set.of(), 0)
                                .filter(all -> all.first().confidence() >= clear));
            }
        }
    }

    /** Words of one kind of request, some of any, and some that nobody wrote before. */
    private static String saying(Random random, int kind) {
        return random.ints(1 + random.nextInt(8), 0, 20)
                .mapToObj(word -> switch (word % 5) {
                    case 0 -> "commun" + word;
                    case 1 -> "nouveau" + random.nextInt(10_000);
                    default -> "sujet" + kind + "x" + word;
                })
                .collect(Collectors.joining(" "));
    }

    @Test
    void aTextLongerThanAnyQuestionIsStillRead() {
        String long4000 = "nid de poule chaussée ".repeat(200) + String.join(" ", STREETS);

        assertThat(suggested(learned(pastCases()), long4000).first().departmentCode())
                .isEqualTo("voirie");
    }
}
