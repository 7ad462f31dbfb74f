package org.relais.intake.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.intake.filing.Place;

/** Where it is, as people and their maps write it. */
class PlaceInTextTest {

    @Test
    void readsTheLinksThatMapsGive() {
        for (String link : List.of(
                "geo:48.8512,2.3499",
                "https://www.openstreetmap.org/?mlat=48.8512&mlon=2.3499#map=19/48.8512/2.3499",
                "https://maps.google.com/?q=48.8512,2.3499",
                "https://www.google.com/maps/search/?api=1&query=48.8512%2C2.3499",
                "https://www.google.com/maps/search/?api=1&query=48.8512%2c+2.3499",
                "https://www.google.fr/maps/@48.8512,2.3499,17z",
                "https://maps.apple.com/?ll=48.8512,2.3499")) {
            assertThat(PlaceInText.in("Un trou, ici : " + link)).as(link).contains(new Place(48.8512, 2.3499, null));
        }
    }

    @Test
    void readsAnAddressAfterItsLabelWhateverSpaceStandsBetween() {
        for (String space : List.of("", " ", "\u00a0", "\u202f")) {
            assertThat(PlaceInText.in("Un trou.\nAdresse" + space + ":" + space + "5 rue des Écoles"))
                    .as(space)
                    .contains(new Place(null, null, "5 rue des Écoles"));
        }
    }

    @Test
    void takesNoOtherNumbersForAPlace() {
        for (String text : List.of("De 12,50 à 13,75 euros", "Version 1.2345", "Appelez le 06.12.34.56.78")) {
            assertThat(PlaceInText.in(text)).as(text).isEmpty();
        }
    }
}
