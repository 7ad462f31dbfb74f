package org.relais.routing.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.cases.PastRequests.PastRequest;
import org.relais.routing.responsibility.DecidingInTests;
import org.relais.routing.rules.RoutingFacts;
import org.relais.routing.territory.DecisionBasis;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

/** What stays where it is may be changed all the same. */
class AdjustedRequestsTest {

    private static final Territory NOW = DemoTerritory.territory();

    @Test
    void requestsThatStayButGetOtherDaysOrAnotherPriorityAreCountedAndShown() {
        Simulation simulation = simulation(
                DemoTerritory.text("rules.csv")
                        .replace(
                                ",voirie,10,,La voirie entretient les chaussées",
                                ",voirie,4,high,La voirie entretient les chaussées")
                        .replace(",proprete,0,urgent,Des produits", ",proprete,0,high,Des produits"),
                past("pothole", Map.of()),
                past("pothole", Map.of("depth", List.of("deep"))),
                past("illegal-dumping", Map.of("hazardous", List.of("yes"))),
                past("streetlight", Map.of()));

        assertThat(simulation.changed()).isZero();
        assertThat(simulation.adjusted()).isEqualTo(2);
        assertThat(simulation.adjustments())
                .extracting(Simulation.Adjusted::ruleAfter)
                .containsExactly("pothole", "dumping-hazardous");
        Simulation.Adjusted pothole = simulation.adjustments().getFirst();
        assertThat(pothole.department()).isEqualTo("voirie");
        assertThat(List.of(pothole.workingDaysBefore(), pothole.workingDaysAfter()))
                .containsExactly(10, 4);
        assertThat(List.of(pothole.priorityBefore(), pothole.priorityAfter())).containsExactly("normal", "high");
    }

    @Test
    void whatGoesElsewhereIsNotCountedTwice() {
        Simulation simulation = simulation(
                DemoTerritory.text("rules.csv")
                        .replace(
                                ",voirie,10,,La voirie entretient les chaussées",
                                ",proprete,4,high,La voirie entretient les chaussées"),
                past("pothole", Map.of()));

        assertThat(simulation.changed()).isEqualTo(1);
        assertThat(simulation.adjusted()).isZero();
        assertThat(simulation.adjustments()).isEmpty();
    }

    private static Simulation simulation(String rules, PastRequest... past) {
        Territory then = DemoTerritory.of("rules.csv", rules);
        assertThat(then.rules()).isNotEqualTo(NOW.rules());
        return Simulation.of(
                List.of(past), DecidingInTests.where(NOW), DecisionBasis.of(NOW), DecisionBasis.of(then), past.length);
    }

    private static PastRequest past(String service, Map<String, List<String>> answers) {
        return new PastRequest(
                new UUID(0, 1),
                "K7QF-29MD",
                new RoutingFacts(
                        "valmont",
                        service,
                        new GeoPoint(48.85, 2.35),
                        null,
                        answers,
                        "",
                        "web",
                        Instant.parse("2026-06-01T10:00:00Z")),
                null,
                Set.of());
    }
}
