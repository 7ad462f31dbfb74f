package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseConfirmedConsumptionTest {

    @ReleasedVersionsOf(CaseConfirmed.class)
    void showsThatTheOutcomeWasConfirmed(InboundEvent confirmed) {
        // When
        var change = Shown.ofRouting(confirmed);

        // Then
        assertThat(change.update()).isEqualTo(STATUS);
        assertThat(change.entry()).isEqualTo(Shown.entry("case_confirmed", Author.PLATFORM, null, Map.of()));
    }
}
