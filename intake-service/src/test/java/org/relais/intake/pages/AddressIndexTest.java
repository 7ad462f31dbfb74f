package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.intake.territory.Extent;

class AddressIndexTest {

    private static final Extent TOWN = new Extent(48, 2, 49, 3);

    private final Gazetteer gazetteer = new AddressIndex(List.of(
            new Address("5 rue des Écoles", 48.8465, 2.348),
            new Address("15 rue des Écoles", 48.847, 2.349),
            new Address("50 rue des Écoles", 48.848, 2.35),
            new Address("5 bis rue de l’Église", 48.85, 2.351),
            new Address("place du Marché", 48.85, 2.35),
            new Address("5 rue des Écoles", 45, 5)));

    @Test
    void findsTheOneAddressThatStandsInAText() {
        assertThat(gazetteer.in("C'est devant le 5 rue des Écoles, à gauche", TOWN))
                .map(Address::label)
                .contains("5 rue des Écoles");
        assertThat(gazetteer.in("devant le 7 rue des Écoles", TOWN)).isEmpty();
        assertThat(gazetteer.in("merci", TOWN)).isEmpty();
    }

    @Test
    void findsByTheBeginningsOfWordsInAnyOrder() {
        assertThat(labels("ecol")).containsExactly("5 rue des Écoles", "15 rue des Écoles", "50 rue des Écoles");
        assertThat(labels("marche place")).containsExactly("place du Marché");
        assertThat(labels("rue eglise 5")).containsExactly("5 bis rue de l’Église");
    }

    @Test
    void takesANumberAsTheWholeNumber() {
        assertThat(labels("5 rue des ecoles")).containsExactly("5 rue des Écoles");
    }

    @Test
    void findsNothingOutsideTheTerritoryAndNothingForNothing() {
        assertThat(gazetteer.search("5 rue des écoles", TOWN, 10)).hasSize(1);
        assertThat(labels("")).isEmpty();
        assertThat(labels("quai")).isEmpty();
    }

    @Test
    void knowsAnAddressThatIsWrittenWhole() {
        assertThat(gazetteer.named("PLACE DU MARCHE", TOWN)).isPresent();
        assertThat(gazetteer.named("place", TOWN)).isEmpty();
    }

    @Test
    void namesTheNearestHouseButNoneFarAway() {
        assertThat(gazetteer.near(48.8466, 2.3481)).map(Address::label).contains("5 rue des Écoles");
        assertThat(gazetteer.near(48.9, 2.9)).isEmpty();
    }

    private List<String> labels(String words) {
        return gazetteer.search(words, TOWN, 10).stream().map(Address::label).toList();
    }
}
