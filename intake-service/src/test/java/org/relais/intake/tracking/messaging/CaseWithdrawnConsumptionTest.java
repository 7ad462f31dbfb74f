package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseWithdrawnConsumptionTest {

    @ReleasedVersionsOf(CaseWithdrawn.class)
    void showsThatTheRequestWasWithdrawn(InboundEvent withdrawn) {
        // When
        var change = Shown.ofRouting(withdrawn);

        // Then
        assertThat(change.update()).isEqualTo(STATUS);
        assertThat(change.entry()).isEqualTo(Shown.entry("case_withdrawn", Author.PLATFORM, null, Map.of()));
    }
}
