package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.department.command.v1.ResolveCase;
import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;

class OutcomeContestedConsumptionTest {

    @ReleasedVersionsOf(OutcomeContested.class)
    void refusesAContestOfAnOutcomeThatThePersonHadNotSeen(InboundEvent contested) {
        // Given
        var golden = GoldenCase.routedToRoads().departmentSays(ReleasedVersionsOf.Payloads.newest(ResolveCase.class));

        // When
        golden.intakeSays(contested);

        // Then
        assertThat(golden.told()).containsExactly("CaseResolved", "OutcomeContested refused: stale_version");
        assertThat(golden.status()).isEqualTo("resolved");
    }
}
