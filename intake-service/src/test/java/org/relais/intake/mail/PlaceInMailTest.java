package org.relais.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.intake.filing.Place;

class PlaceInMailTest {

    private static final String WORDS = "Un banc cassé\n\nBonjour,\n\nIl manque deux lattes au banc du parc.\n\n";
    private static final String HOME = "Adresse : 14 rue des Lilas, 99000 Testville";

    static Stream<String> signatures() {
        return Stream.of(
                "Cordialement,\nJean Dupont\n" + HOME,
                "Bien cordialement\n\n" + HOME,
                "Merci d'avance, cordialement, Jean Dupont\n" + HOME,
                "Merci beaucoup !\n" + HOME,
                "Bonne journée\n" + HOME,
                "Dans l'attente de votre réponse, je vous prie d'agréer, Madame, Monsieur,\nmes salutations\n" + HOME,
                "Veuillez agre\u0301er mes salutations distinguées.\n" + HOME,
                "Best regards,\nJoan\nAddress: 14 Lilac Street",
                "Many thanks\n\nAddress: 14 Lilac Street",
                "--\nJean\n" + HOME,
                "Jean Dupont\n" + HOME,
                "D'avance merci.\nDUPONT Jean\n" + HOME,
                "Dans cette attente,\n" + HOME,
                "Famille Dupont\n" + HOME,
                "M. J. Dupont\n" + HOME,
                "J. Dupont\n" + HOME + "\nTél. 06 12 34 56 78",
                "J. Dupont\nadresse\u00a0: 14 rue des Lilas\njean@canari.example");
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void takesNoAddressOfASignatureForThePlace(String signature) {
        assertThat(PlaceInMail.ofNew(WORDS + signature, "Jean Dupont")).isEmpty();
        assertThat(PlaceInMail.ofNew(WORDS + "Lieu : place du Marché\n\n" + signature, "Jean Dupont"))
                .contains(new Place(null, null, "place du Marché"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Un banc cassé\n\nAdresse : 5 rue des Écoles\nIl manque deux lattes.\n\nCordialement",
                "Cordialement, un banc est cassé.\nOù : 5 rue des Écoles",
                "Merci\n\nOù : 5 rue des Écoles\n\nUn banc y est cassé.",
                "Un banc cassé\n\nJ'attends vos regards sur ce banc : il manque deux lattes.\nlieu : 5 rue des Écoles"
            })
    void takesAnAddressAboveIt(String text) {
        assertThat(PlaceInMail.ofNew(text, null))
                .hasValueSatisfying(place -> assertThat(place.address()).isEqualTo("5 rue des Écoles"));
    }

    @Test
    void takesTheAddressOfAReplyFromItsFirstLineAlone() {
        assertThat(PlaceInMail.ofReply("Adresse : 5 rue des Écoles\n\nJean\n" + HOME, "Jean"))
                .contains(new Place(null, null, "5 rue des Écoles"));
        assertThat(PlaceInMail.ofReply("Bonjour,\n\nLieu : 5 rue des Écoles", null))
                .contains(new Place(null, null, "5 rue des Écoles"));
        assertThat(PlaceInMail.ofReply("Bonjour,\nVoici.\nLieu : 5 rue des Écoles\n\nCordialement\n" + HOME, null))
                .contains(new Place(null, null, "5 rue des Écoles"));
        assertThat(PlaceInMail.ofReply("Devant l'école.\n" + HOME, null)).isEmpty();
    }

    @Test
    void takesCoordinatesOfAReplyWhereverTheyStandAboveItsClosing() {
        String map = "https://www.google.fr/maps/@48.8512,2.3499,17z";

        assertThat(PlaceInMail.ofReply("Devant l'école.\nVoir " + map + "\n" + HOME, null))
                .contains(new Place(48.8512, 2.3499, null));
        assertThat(PlaceInMail.ofReply("Devant l'école.\n\nCordialement\n" + map, null))
                .isEmpty();
    }
}
