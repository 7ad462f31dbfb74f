package org.relais.routing.cases.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.platform.inbox.InboundEvent;
import org.relais.routing.ReleasedVersionsOf;
import org.relais.routing.cases.Answer;
import org.relais.routing.cases.Words;

class DetailsAddedConsumptionTest {

    @ReleasedVersionsOf(DetailsAdded.class)
    void handsWordsAnswersAndAttachmentsOn(InboundEvent added) {
        // Given
        var golden = GoldenCase.routedToRoads();

        // When
        golden.intakeSays(added);

        // Then
        assertThat(golden.told()).containsExactly("InformationReceived");
        assertThat(golden.lastEntry().message()).isEqualTo(Words.of("é description"));
        assertThat(golden.file().request().answers()).contains(new Answer("é code", List.of("é values")));
        assertThat(golden.file().request().attachments()).contains("é attachments");
    }
}
