package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.department.command.v1.DeclineCase;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;

class DeclineCaseConsumptionTest {

    @ReleasedVersionsOf(DeclineCase.class)
    void asksAPersonWhereTheDepartmentProposedIsNone(InboundEvent command) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.departmentSays(command);

        // Then
        assertThat(golden.told()).containsExactly("ResponsibilityDeclined", "RoutingDeferred");
        assertThat(golden.status()).isEqualTo("awaiting_triage");
        assertThat(golden.answers()).isEmpty();
    }
}
