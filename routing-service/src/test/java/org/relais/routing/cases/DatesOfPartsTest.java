package org.relais.routing.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TheseTerritories;
import org.relais.routing.territory.folder.DemoTerritory;

/** The one who asked reads one date, which follows those of the parts. */
class DatesOfPartsTest {

    private static final UUID LAMP = ACase.PART;
    private static final UUID ROAD = ACase.OTHER_PART;
    private static final Instant FRIDAY = at("2026-06-05T16:30");
    private static final Instant MONDAY = at("2026-06-08T08:30");

    private final List<Territory> inForce = new ArrayList<>(List.of(DemoTerritory.territory()));
    private final ACaseFlow cases = new ACaseFlow(new TheseTerritories(inForce), FRIDAY);

    @Test
    void aPartsDateThatMovesOutOfADayThatWasClosedSinceMovesThatOfTheRequest() {
        // Given
        CaseFlow flow = cases.flow();
        flow.open(ACase.filed("streetlight", at("2026-06-01T09:00")), at("2026-06-01T09:00"));
        flow.apply(
                ACase.ID,
                new CaseFlow.Identified(
                        null,
                        "",
                        new CaseCommand.Split(
                                new CaseCommand.Sender("voirie", null),
                                List.of(
                                        new CaseCommand.NewPart(LAMP, "eclairage", Words.of("Le mât")),
                                        new CaseCommand.NewPart(ROAD, "voirie", Words.of("La chaussée"))))),
                at("2026-06-01T10:00"));
        inForce.set(
                0,
                DemoTerritory.of(
                        "departments.yaml",
                        DemoTerritory.text("departments.yaml")
                                .replace(
                                        "- code: eclairage\n",
                                        "- code: eclairage\n    closingDays: [\"2026-06-05\"]\n")));
        cases.forget();

        // When
        flow.wake(LAMP, FRIDAY);

        // Then
        assertThat(cases.told())
                .containsExactly(told(LAMP, "DeadlineSet"), told(LAMP, "DeadlineNear"), told(ACase.ID, "PartsChanged"));
        assertThat(expectedAt(LAMP)).isEqualTo(MONDAY);
        assertThat(expectedAt(ROAD)).isEqualTo(FRIDAY);
        assertThat(expectedAt(ACase.ID)).as("the latest of them").isEqualTo(MONDAY);
    }

    private Instant expectedAt(UUID caseId) {
        return Objects.requireNonNull(cases.file(caseId).current().journey().expectedAt());
    }

    private static ACaseFlow.Told told(UUID caseId, String event) {
        return new ACaseFlow.Told(caseId, event);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }
}
