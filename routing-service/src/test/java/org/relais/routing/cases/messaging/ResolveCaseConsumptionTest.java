package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relais.event.department.command.v1.ResolveCase;
import org.relais.event.department.v1.CommandRefused;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.CaseState;
import org.relais.routing.cases.Outcome;
import org.relais.routing.cases.Resolution;
import org.relais.routing.cases.Words;

class ResolveCaseConsumptionTest {

    @ReleasedVersionsOf(ResolveCase.class)
    void resolvesWithOutcomeDateAndWords(InboundEvent command) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.departmentSays(command);

        // Then
        assertThat(golden.told()).containsExactly("CaseResolved");
        assertThat(golden.file().current().state())
                .isEqualTo(new CaseState.Resolved(
                        "voirie",
                        new Resolution(
                                Outcome.NOTHING_TO_DO,
                                Words.of("é message"),
                                LocalDate.parse("2026-11-23"),
                                Words.of("é responsible")),
                        2));
        assertThat(golden.answers()).isEmpty();
    }

    @Test
    void refusesADateThatWasOverWhenTheDepartmentDecided() {
        for (LocalDate never : List.of(LocalDate.parse("2026-11-22"), LocalDate.parse("2046-11-24"))) {
            // Given
            var golden = GoldenCase.routedToRoads();
            InboundEvent command = ReleasedVersionsOf.Payloads.newest(ResolveCase.class);
            var resolving = ResolveCase.newBuilder((ResolveCase) command.event())
                    .setOutcome(org.relais.event.common.v1.Outcome.PLANNED)
                    .setPlannedFor(never)
                    .build();

            // When
            golden.departmentSays(new InboundEvent(
                    command.type(),
                    command.eventId(),
                    command.requestId(),
                    command.sequence(),
                    command.occurredAt(),
                    resolving,
                    command.topic(),
                    command.partition(),
                    command.offset()));

            // Then
            assertThat(golden.told()).isEmpty();
            assertThat(golden.answers())
                    .singleElement()
                    .extracting(answer -> ((CommandRefused) answer).getReason())
                    .isEqualTo("planned_for_out_of_range");
        }
    }
}
