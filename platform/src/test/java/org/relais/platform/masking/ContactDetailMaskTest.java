package org.relais.platform.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves this service holds no contact detail, and still says what is the matter. */
class ContactDetailMaskTest {

    private static final KnownPerson ZELIE =
            new KnownPerson("Zélie Quetzal-Ouragan", "zelie.q@canari.example", "+33612345678");

    private final ContactDetailMask mask = new ContactDetailMask();

    private String masked(String text) {
        return mask.inText(text, ZELIE, "FR", "fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06 12 34 56 78",
                "06.12.34.56.78",
                "06-12-34-56-78",
                "06/12/34/56/78",
                "0612345678",
                "+33 6 12 34 56 78",
                "+33 (0)6 12 34 56 78",
                "0033612345678",
                "0 6 1 2 3 4 5 6 7 8",
                "01 42 00 00 01",
                "+1 212 555 0123"
            })
    void hidesPhoneNumbersHoweverTheyAreWritten(String phone) {
        assertThat(masked("Appelez le " + phone + " le soir.")).isEqualTo("Appelez le [téléphone masqué] le soir.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FR76 3000 6000 0112 3456 7890 189", "fr7630006000011234567890189", "DE89 3704 0044 0532 0130 00"
            })
    void hidesAccountNumbersWhoseCheckDigitsAreRight(String iban) {
        assertThat(masked("Virement sur " + iban + " demain.")).isEqualTo("Virement sur [IBAN masqué] demain.");
        assertThat(masked("Dossier FR76 3000 6000 0112 3456 7890 180.")).doesNotContain("IBAN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 55 08 14 168 025 38", "255081416802538", "1 84 12 76 451 089", "2 84 05 2A 004 123 55"})
    void hidesSocialSecurityNumbers(String number) {
        assertThat(masked("Mon numéro : " + number + ", merci."))
                .isEqualTo("Mon numéro : [numéro de sécurité sociale masqué], merci.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Le voisin, M. Paul Dupont-Martin, gêne. | Le voisin, M. [nom masqué], gêne.",
                "Voyez Mme d’Arc au 3. | Voyez Mme [nom masqué] au 3.",
                "Je m’appelle Aïcha Benali et le trou grandit. | Je m’appelle [nom masqué] et le trou grandit.",
                "Mr Smith parks on the kerb. | Mr [nom masqué] parks on the kerb.",
                "Je remplace Mme Durand demain. | Je remplace Mme [nom masqué] demain.",
                "La grue de M. Durand gêne. | La grue de M. [nom masqué] gêne.",
                "MME DURAND appelle souvent. | MME [nom masqué] appelle souvent.",
                "JE M'APPELLE Zoé Martin. | JE M'APPELLE [nom masqué].",
                "Devant M. Martin Rue Foch. | Devant M. [nom masqué] Rue Foch."
            })
    void hidesWhatLooksLikeTheNameOfSomebody(String text, String hidden) {
        assertThat(masked(text)).isEqualTo(hidden);
        assertThat(mask.certainInText(text, ZELIE, "FR", "fr")).isEqualTo(text);
    }

    @Test
    void hidesNamesInTheWordsOfSomebodyElseButWhatIsOpen() {
        var words = "Bonjour Mme Quetzal, M. Martin passe. Appelez le 01 99 00 10 00, pas le 06 12 34 56 78.";

        assertThat(mask.contactsIn(words, List.of("+33 1 99 00 10 00"), "FR", "fr"))
                .isEqualTo(
                        "Bonjour Mme [nom masqué], M. [nom masqué] passe. Appelez le 01 99 00 10 00, pas le [téléphone"
                                + " masqué].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Monsieur le Maire, la rue est sale.",
                "Madame La Présidente, bonjour.",
                "Un trou rue de Madame Curie.",
                "Devant l’école Monsieur Seguin.",
                "La rue Victor Hugo est fermée.",
                "Référence 2026 1126 0455 et dossier 2 84 05 2A 004 123 56."
            })
    void leavesOfficesPlacesAndReferencesAlone(String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.b+c@mail.example", "ZELIE.Q@CANARI.EXAMPLE", "jean (at) mail.example", "jean arobase mail.fr"
            })
    void hidesEmailAddresses(String email) {
        assertThat(masked("Écrivez à " + email + " merci")).isEqualTo("Écrivez à [e-mail masqué] merci");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zélie Quetzal-Ouragan", "zelie", "QUETZAL", "Ze\u0301lie", "ouragan"})
    void hidesTheWritersNameInAnyCaseAndAccent(String name) {
        assertThat(masked("Signé " + name + ".")).isEqualTo("Signé [nom masqué].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Au 12 rue des Lilas, le 12/03/2026 à 14h30, dossier 2026-0017.",
                "Le trou fait 1,5 m sur 0.80 m.",
                "Les ouragans de 1999 ont tout cassé.",
                "Place de l’Étoile, bâtiment B, 3e étage."
            })
    void leavesPlacesDatesAndOtherWordsAlone(String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    @Test
    void cutsATextIntoWhatIsPersonalAndWhatIsNot() {
        String text = "M. Dupuy, ou Zélie : 06 12 34 56 78 le soir";

        var pieces = mask.piecesOf(text, ZELIE, "FR");

        assertThat(pieces.stream().map(Piece::text).reduce("", String::concat)).isEqualTo(text);
        assertThat(pieces)
                .containsExactly(
                        new Piece("M. ", List.of()),
                        new Piece("Dupuy", List.of(Mask.LIKELY_NAME)),
                        new Piece(", ou ", List.of()),
                        new Piece("Zélie", List.of(Mask.NAME)),
                        new Piece(" : ", List.of()),
                        new Piece("06 12 34 56 78", List.of(Mask.PHONE)),
                        new Piece(" le soir", List.of()));
        assertThat(pieces).filteredOn(Piece::isGuess).extracting(Piece::text).containsExactly("Dupuy");
    }

    /** The writer's own name is sure, whatever else it looks like. */
    @Test
    void takesWhatOverlapsForOnePiece() {
        assertThat(mask.piecesOf("signé Zélie Quetzal-Ouragan Dupuy", ZELIE, "FR"))
                .filteredOn(Piece::isPersonal)
                .singleElement()
                .satisfies(piece -> {
                    assertThat(piece.text()).isEqualTo("Zélie Quetzal-Ouragan Dupuy");
                    assertThat(piece.masks()).containsExactlyInAnyOrder(Mask.NAME, Mask.LIKELY_NAME);
                    assertThat(piece.isGuess()).isFalse();
                });
    }

    @Test
    void findsAgainWhereSomethingWasTakenOut() {
        assertThat(Mask.gapsIn(masked("Voyez M. Dupuy au 06 12 34 56 78.")))
                .containsExactly(
                        new Piece("Voyez M. ", List.of()),
                        new Piece("[nom masqué]", List.of(Mask.NAME, Mask.LIKELY_NAME)),
                        new Piece(" au ", List.of()),
                        new Piece("[téléphone masqué]", List.of(Mask.PHONE)),
                        new Piece(".", List.of()));
        assertThat(Mask.gapsIn("Un trou")).containsExactly(new Piece("Un trou", List.of()));
    }

    @Test
    void keepsAStreetThatBearsTheWritersFamilyName() {
        assertThat(mask.inAddress("3 rue Quetzal", ZELIE, "FR", "fr")).isEqualTo("3 rue Quetzal");
        assertThat(mask.inAddress("chez Zelie Quetzal-Ouragan, 3 rue du Port", ZELIE, "FR", "en"))
                .isEqualTo("chez [name hidden], 3 rue du Port");
    }

    @Test
    void isQuickOnTextMadeToBeSlow() {
        long before = System.nanoTime();

        masked("a".repeat(3_999) + "@");
        masked("1 ".repeat(2_000));
        masked("Signé" + " ".repeat(4_000));
        masked("M. " + "Aa ".repeat(1_300));

        assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
    }

    @Property(tries = 300)
    void leavesNoCanaryWhereverItStands(
            @ForAll("words") String before, @ForAll("canaries") String canary, @ForAll("words") String after) {
        String masked = masked(before + " " + canary + " " + after).toLowerCase(Locale.ROOT);

        assertThat(masked).doesNotContain("canari").doesNotContain("quetzal").doesNotContain("345678");
        assertThat(masked.replaceAll("\\D", "")).doesNotContain("612345678");
    }

    @Property(tries = 300)
    void keepsTextWithoutContactDetails(@ForAll("words") String text) {
        assertThat(masked(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withCharRange('b', 'm')
                .withChars(" ,.;!?éàç'()\n-")
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> canaries() {
        return Arbitraries.of(
                "zelie.q@canari.example",
                "ZELIE.Q@CANARI.EXAMPLE",
                "Zélie Quetzal-Ouragan",
                "quetzal",
                "QUETZAL-OURAGAN",
                "06 12 34 56 78",
                "+33612345678",
                "06.12.34.56.78",
                "quetzal@autre.example");
    }
}
