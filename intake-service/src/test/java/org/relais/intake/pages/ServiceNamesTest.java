package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.pages.KeywordSuggestionsTest.service;
import static org.relais.intake.pages.KeywordSuggestionsTest.town;

import org.junit.jupiter.api.Test;
import org.relais.intake.filing.TrackingCode;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/** What an agent means who types fast, and what they read out. */
class ServiceNamesTest {

    private final Territory town = town(
            service("lamp", "Lampadaire", "", "lampe"),
            service("lamp-new", "Nouveau lampadaire", "", "éclairage"),
            service("tree", "Arbre tombé", "", "branche"));

    @Test
    void takesTheWholeNameTheCodeOrWhatNoOtherNameHas() {
        assertThat(meant("lampadaire")).isEqualTo("lamp");
        assertThat(meant("LAMPADAIRE nouv")).isEqualTo("lamp-new");
        assertThat(meant("lamp-new")).isEqualTo("lamp-new");
        assertThat(meant("arb")).isEqualTo("tree");
    }

    @Test
    void doubtsWhereSeveralNamesBeginSoOrNone() {
        assertThat(meant("lamp")).isEqualTo("lamp");
        assertThat(meant("lampa")).isEmpty();
        assertThat(meant("trottoir")).isEmpty();
        assertThat(meant(" ")).isEmpty();
    }

    @Test
    void proposesByNameFirstAndThenByWhatTheKeywordsSay() {
        assertThat(ServiceNames.candidates("lampa", town, new KeywordSuggestions()))
                .extracting(ServiceDefinition::code)
                .containsExactly("lamp", "lamp-new");
        assertThat(ServiceNames.candidates("une branche sur la route", town, new KeywordSuggestions()))
                .extracting(ServiceDefinition::code)
                .containsExactly("tree");
    }

    @Test
    void spellsACodeAsItIsReadOut() {
        assertThat(Spelling.of(TrackingCode.parse("K7QF-29MD").orElseThrow()))
                .isEqualTo("Kilo 7 Quebec Foxtrot – 2 9 Mike Delta");
    }

    private String meant(String typed) {
        return ServiceNames.meant(typed, town).map(ServiceDefinition::code).orElse("");
    }
}
