package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Words;

class RequestWithdrawnConsumptionTest {

    @ReleasedVersionsOf(RequestWithdrawn.class)
    void closesTheCase(InboundEvent withdrawn) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.intakeSays(withdrawn);

        // Then
        assertThat(golden.told()).containsExactly("CaseWithdrawn");
        assertThat(golden.status()).isEqualTo("withdrawn");
        assertThat(golden.lastEntry().message()).isEqualTo(Words.of("é reason"));
    }
}
