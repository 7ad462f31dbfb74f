package org.relais.routing.territory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.folder.DemoTerritory;

/** What a territory is read as by somebody whose language may not be among its own. */
class TerritoryNamesTest {

    private static final TerritoryContent CONTENT = DemoTerritory.content();

    @Test
    void aReadersOwnLanguageComesFirst() {
        Territory valmont = DemoTerritory.territory();

        assertThat(valmont.departmentName("voirie", Locale.ENGLISH)).isEqualTo("Roads");
        assertThat(valmont.departmentName("voirie", Locale.UK)).isEqualTo("Roads");
        assertThat(valmont.serviceName("pothole", Locale.FRENCH)).isEqualTo("Nid-de-poule");
        assertThat(valmont.areaName("la-gare", Locale.FRENCH)).isEqualTo("Quartier de la Gare");
        assertThat(valmont.name(Locale.ENGLISH)).isEqualTo(CONTENT.name().get("en"));
    }

    @Test
    void aReaderOfNoneOfItsLanguagesReadsItsFirst() {
        assertThat(DemoTerritory.territory().departmentName("voirie", Locale.GERMAN))
                .isEqualTo("Voirie");

        Territory basel = inGermanAndItalian();

        assertThat(basel.name(Locale.FRENCH)).isEqualTo("Basel");
        assertThat(basel.departmentName("voirie", Locale.FRENCH)).isEqualTo("Strassen");
        assertThat(basel.departmentName("voirie", Locale.ITALIAN)).isEqualTo("Strade");
    }

    @Test
    void whatIsNotThereIsCalledByItsCode() {
        Territory basel = inGermanAndItalian();

        assertThat(basel.departmentName("gone", Locale.FRENCH)).isEqualTo("gone");
        assertThat(basel.serviceName("gone", Locale.FRENCH)).isEqualTo("gone");
        assertThat(basel.areaName("gone", Locale.FRENCH)).isEqualTo("gone");
        assertThat(basel.said(Map.of(), Locale.FRENCH, "–")).isEqualTo("–");
    }

    private static Territory inGermanAndItalian() {
        return new Territory(
                1,
                "",
                new TerritoryContent(
                        "basel",
                        Map.of("de", "Basel", "it", "Basilea"),
                        CONTENT.centre(),
                        List.of("de", "it"),
                        CONTENT.phoneRegion(),
                        CONTENT.emergencyNumber(),
                        CONTENT.contactName(),
                        CONTENT.contact(),
                        List.of(new Department(
                                "voirie",
                                Map.of("de", "Strassen", "it", "Strade"),
                                Map.of(),
                                CONTENT.contact(),
                                false,
                                Set.of())),
                        List.of(),
                        CONTENT.areas(),
                        CONTENT.neighbours(),
                        List.of(),
                        CONTENT.calendar(),
                        CONTENT.deadlines(),
                        CONTENT.suggestion(),
                        Map.of(),
                        CONTENT.lookAlikeMetres()));
    }
}
