package org.relais.intake.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Extent;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.ServiceDefinition.PlaceDemand;
import org.relais.intake.territory.Territory;

class KeywordSuggestionsTest {

    private final Suggestions suggestions = new KeywordSuggestions();
    private final Territory town = town(
            service("pothole", "Nid-de-poule", "Un trou dans la chaussée.", "trou", "chaussée"),
            service("lamp", "Lampadaire en panne", "Éteint ou abîmé.", "lampadaire", "éclairage"),
            service("tree", "Arbre tombé", "Un arbre qui gêne la chaussée.", "arbre", "branche"),
            service("bin", "Corbeille pleine", "Une corbeille qui déborde.", "corbeille", "poubelle"));

    @Test
    void putsFirstWhatTheWordsSayMostOf() {
        assertThat(suggested("Il y a des trous dans la chaussée")).first().isEqualTo("pothole");
        assertThat(suggested("Une grosse BRANCHE d'arbre")).containsExactly("tree");
    }

    @Test
    void goesByWordsWithoutAccentsAndCapitals() {
        assertThat(suggested("ECLAIRAGE")).containsExactly("lamp");
    }

    @Test
    void saysNothingWhereTheWordsSayNothing() {
        assertThat(suggested("Bonjour")).isEmpty();
        assertThat(suggested("la rue")).isEmpty();
        assertThat(suggested(" ")).isEmpty();
    }

    @Test
    void proposesThreeAtMost() {
        assertThat(suggested("trou lampadaire arbre corbeille")).hasSize(3);
    }

    private List<String> suggested(String words) {
        return suggestions.of(words, town).stream().map(ServiceDefinition::code).toList();
    }

    static ServiceDefinition service(String code, String name, String description, String... keywords) {
        return new ServiceDefinition(
                code,
                new Labels(Map.of("fr", name)),
                new Labels(Map.of("fr", description)),
                Labels.NONE,
                Map.of("fr", List.of(keywords)),
                false,
                null,
                PlaceDemand.ANYWHERE,
                false,
                List.of());
    }

    static Territory town(ServiceDefinition... services) {
        Map<String, ServiceDefinition> byCode = new LinkedHashMap<>();
        for (ServiceDefinition service : services) {
            byCode.put(service.code(), service);
        }
        return new Territory(
                "town",
                1,
                Labels.NONE,
                48.85,
                2.35,
                new Extent(48, 2, 49, 3),
                List.of("fr"),
                "Europe/Paris",
                "FR",
                Labels.NONE,
                new Contact(null, null, null),
                Map.of(),
                byCode,
                "112",
                List.of(),
                List.of(),
                Map.of(),
                150,
                Set.of());
    }
}
