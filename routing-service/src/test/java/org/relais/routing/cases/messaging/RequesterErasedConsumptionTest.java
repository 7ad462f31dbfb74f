package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;

class RequesterErasedConsumptionTest {

    @ReleasedVersionsOf(RequesterErased.class)
    void forgetsThePseudonym(InboundEvent erased) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.intakeSays(erased);

        // Then
        assertThat(golden.told()).containsExactly("RequesterErased");
        assertThat(golden.file().request().requesterId()).isEmpty();
    }
}
