package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TheseTerritories;
import org.relais.routing.territory.folder.DemoTerritory;

/** Whoever is to hear of what is late may be named after it became late. */
class ChainThatGrewTest {

    private static final Instant FILED = Instant.parse("2026-06-01T07:00:00Z");
    private static final Instant DUE = Instant.parse("2026-06-05T14:30:00Z");

    private final List<Territory> inForce = new ArrayList<>(List.of(escalating("[{ after: 0h, to: lead }]")));
    private final ACaseFlow cases = new ACaseFlow(new TheseTerritories(inForce), DUE);

    @Test
    void aLateCaseAtTheEndOfItsChainGoesOnWithALongerOneOnceItChanges() {
        // Given
        cases.flow().open(ACase.filed("pothole", FILED), FILED);
        cases.wake(ACase.ID, DUE);
        assertThat(cases.timer(ACase.ID)).as("nobody else is to hear of it").isEmpty();
        inForce.set(0, escalating("[{ after: 0h, to: lead }, { after: 16h, to: operator }]"));
        cases.forget();

        // When
        Instant later = DUE.plus(Duration.ofHours(1));
        cases.flow()
                .apply(
                        ACase.ID,
                        new CaseFlow.Identified(
                                null,
                                "",
                                new CaseCommand.ReportProgress(
                                        new CaseCommand.Sender("voirie", null), Words.of("On y va"))),
                        later);

        // Then
        assertThat(cases.timer(ACase.ID)).isPresent();
        cases.wake(ACase.ID, later.plus(Duration.ofDays(30)));
        assertThat(cases.told()).extracting(ACaseFlow.Told::what).containsExactly("ProgressReported", "CaseEscalated");
    }

    private static Territory escalating(String chain) {
        String calendar = DemoTerritory.text("calendar.yaml");
        return DemoTerritory.of(
                "calendar.yaml",
                calendar.substring(0, calendar.indexOf("deadlines:")) + "deadlines: { escalation: " + chain + " }\n");
    }
}
