package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.relais.event.department.command.v1.ResolveCase;
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
}
