package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.department.command.v1.AcknowledgeCase;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Words;

class AcknowledgeCaseConsumptionTest {

    @ReleasedVersionsOf(AcknowledgeCase.class)
    void acknowledgesWithTheDepartmentsWords(InboundEvent command) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.departmentSays(command);

        // Then
        assertThat(golden.told()).containsExactly("CaseAcknowledged");
        assertThat(golden.status()).isEqualTo("acknowledged");
        assertThat(golden.lastEntry().message()).isEqualTo(Words.of("é message"));
        assertThat(golden.answers()).isEmpty();
    }
}
