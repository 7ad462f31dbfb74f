package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.InformationReceived;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class InformationReceivedConsumptionTest {

    @ReleasedVersionsOf(InformationReceived.class)
    void showsThatTheAnswerArrived(InboundEvent received) {
        // When
        var change = Shown.ofRouting(received);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.department("voirie"));
        assertThat(change.entry())
                .isEqualTo(Shown.entry("information_received", Author.PLATFORM, null, Map.of("department", "voirie")));
    }
}
