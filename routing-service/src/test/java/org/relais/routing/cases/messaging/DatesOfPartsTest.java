package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.routing.cases.Announcements;
import org.relais.routing.cases.Case;
import org.relais.routing.cases.CaseCommand;
import org.relais.routing.cases.CaseFile;
import org.relais.routing.cases.CaseFlow;
import org.relais.routing.cases.CommandLog;
import org.relais.routing.cases.Effect;
import org.relais.routing.cases.FiledRequest;
import org.relais.routing.cases.RefusalReason;
import org.relais.routing.cases.Status;
import org.relais.routing.cases.Timers;
import org.relais.routing.cases.Words;
import org.relais.routing.rules.Decision;
import org.relais.routing.rules.Priority;
import org.relais.routing.rules.Visibility;
import org.relais.routing.territory.Territories;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.folder.DemoTerritory;

/** The one who asked reads one date, which follows those of the parts. */
class DatesOfPartsTest {

    private static final UUID REQUEST = new UUID(0x7000, 1);
    private static final UUID LAMP = new UUID(0x7000, 2);
    private static final UUID ROAD = new UUID(0x7000, 3);
    private static final Instant FRIDAY = at("2026-06-05T16:30");
    private static final Instant MONDAY = at("2026-06-08T08:30");

    private final CasesInMemory cases = new CasesInMemory();
    private final List<String> told = new ArrayList<>();
    private Territory inForce = DemoTerritory.territory();

    @Test
    void aPartsDateThatMovesOutOfADayThatWasClosedSinceMovesThatOfTheRequest() {
        // Given
        CaseFlow flow = flow();
        flow.open(request(), at("2026-06-01T09:00"));
        flow.apply(
                REQUEST,
                new CaseFlow.Identified(
                        null,
                        "",
                        new CaseCommand.Split(
                                new CaseCommand.Sender("voirie", null),
                                List.of(
                                        new CaseCommand.NewPart(LAMP, "eclairage", Words.of("Le mât")),
                                        new CaseCommand.NewPart(ROAD, "voirie", Words.of("La chaussée"))))),
                at("2026-06-01T10:00"));
        inForce = DemoTerritory.of(
                "departments.yaml",
                DemoTerritory.text("departments.yaml")
                        .replace("- code: eclairage\n", "- code: eclairage\n    closingDays: [\"2026-06-05\"]\n"));
        told.clear();

        // When
        flow.wake(LAMP, FRIDAY);

        // Then
        assertThat(told).containsExactly(LAMP + " DeadlineSet", LAMP + " DeadlineNear", REQUEST + " PartsChanged");
        assertThat(expectedAt(LAMP)).isEqualTo(MONDAY);
        assertThat(expectedAt(ROAD)).isEqualTo(FRIDAY);
        assertThat(expectedAt(REQUEST)).as("the latest of them").isEqualTo(MONDAY);
    }

    private Instant expectedAt(UUID caseId) {
        CaseFile file = cases.find(caseId).orElseThrow();
        return Objects.requireNonNull(file.current().journey().expectedAt());
    }

    private CaseFlow flow() {
        return new CaseFlow(
                cases,
                new NoCommands(),
                (requestId, facts) -> routed(),
                (jurisdictionId, ruleId, row) -> null,
                new Territories() {
                    @Override
                    public Optional<Territory> current(String jurisdictionId) {
                        return Optional.of(inForce);
                    }

                    @Override
                    public List<Territory> current() {
                        return List.of(inForce);
                    }
                },
                new Told(),
                new NoTimers());
    }

    private static Decision routed() {
        return new Decision.Routed(
                "voirie",
                "r1",
                null,
                1,
                Map.of(),
                Map.of(),
                List.of(),
                null,
                4,
                FRIDAY,
                Priority.NORMAL,
                Visibility.PUBLIC);
    }

    private static FiledRequest request() {
        return new FiledRequest(
                REQUEST,
                "e1",
                "valmont",
                "K7QF-29MD",
                "streetlight",
                "web",
                Words.of("Un lampadaire sur la route"),
                null,
                List.of(),
                List.of(),
                new UUID(0, 1).toString(),
                "named",
                Set.of(),
                "fr",
                at("2026-06-01T09:00"));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZoneId.of("Europe/Paris")).toInstant();
    }

    private final class Told implements Announcements {

        @Override
        public void happened(
                CaseFile after,
                @Nullable Case before,
                Effect.Applied applied,
                Status ofTheRequest,
                @Nullable String commandId,
                Instant at) {
            applied.steps()
                    .forEach(step -> told.add(after.id() + " " + step.event().type()));
        }

        @Override
        public void citizenActionRefused(CaseFile file, String eventId, String type, RefusalReason reason, Instant at) {
            throw new AssertionError("no citizen acts here");
        }

        @Override
        public void changed(CaseFile file, String change, Words text, Instant at) {
            throw new AssertionError("nothing is redacted here");
        }
    }

    private static final class NoCommands implements CommandLog {

        @Override
        public void claim(String department, String commandId) {
            throw new AssertionError("no command has an id here");
        }

        @Override
        public Optional<Answered> find(String department, String commandId) {
            return Optional.empty();
        }

        @Override
        public void add(String department, String commandId, Answered answered, Instant at) {
            throw new AssertionError("no command has an id here");
        }
    }

    private static final class NoTimers implements Timers {

        @Override
        public void start(UUID caseId, Instant at) {}

        @Override
        public void move(UUID caseId, Instant at) {}

        @Override
        public void stop(UUID caseId) {}
    }
}
