package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.relais.event.servicerequest.v1.TextRedacted;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Words;

class TextRedactedConsumptionTest {

    @ReleasedVersionsOf(TextRedacted.class)
    void tellsTheDepartmentAndTouchesNoOtherText(InboundEvent redacted) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.intakeSays(redacted);

        // Then
        assertThat(golden.told()).containsExactly("TextRedacted");
        assertThat(golden.file().request().description()).isEqualTo(Words.of("é description"));
    }
}
