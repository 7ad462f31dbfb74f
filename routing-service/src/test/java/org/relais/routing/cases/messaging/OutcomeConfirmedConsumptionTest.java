package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.department.command.v1.ResolveCase;
import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;

class OutcomeConfirmedConsumptionTest {

    @ReleasedVersionsOf(OutcomeConfirmed.class)
    void refusesAConfirmationOfAnOutcomeThatThePersonHadNotSeen(InboundEvent confirmed) {
        // Given
        var golden = GoldenCase.routedToRoads().departmentSays(ReleasedVersionsOf.Payloads.newest(ResolveCase.class));

        // When
        golden.intakeSays(confirmed);

        // Then
        assertThat(golden.told()).containsExactly("CaseResolved", "OutcomeConfirmed refused: stale_version");
        assertThat(golden.status()).isEqualTo("resolved");
    }
}
