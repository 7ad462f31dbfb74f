package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.department.command.v1.AskRequester;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Words;

class AskRequesterConsumptionTest {

    @ReleasedVersionsOf(AskRequester.class)
    void asksTheQuestion(InboundEvent command) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.departmentSays(command);

        // Then
        assertThat(golden.told()).containsExactly("InformationRequested");
        assertThat(golden.status()).isEqualTo("awaiting_citizen");
        assertThat(golden.lastEntry().message()).isEqualTo(Words.of("é question"));
        assertThat(golden.answers()).isEmpty();
    }
}
