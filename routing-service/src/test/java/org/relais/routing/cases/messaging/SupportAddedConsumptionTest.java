package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Words;

class SupportAddedConsumptionTest {

    @ReleasedVersionsOf(SupportAdded.class)
    void countsOneMorePersonWithoutMovingTheCase(InboundEvent support) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.intakeSays(support);

        // Then
        assertThat(golden.told()).containsExactly("SupportAdded");
        assertThat(golden.status()).isEqualTo("routed");
        assertThat(golden.lastEntry().message()).isEqualTo(Words.of("é comment"));
    }
}
