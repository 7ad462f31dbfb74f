package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseEscalated;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CaseEscalatedConsumptionTest {

    @ReleasedVersionsOf(CaseEscalated.class)
    void showsThatItWasEscalatedButNotWhy(InboundEvent escalated) {
        // When
        var change = Shown.ofRouting(escalated);

        // Then
        assertThat(change.update()).isEqualTo(STATUS);
        assertThat(change.entry())
                .isEqualTo(Shown.entry("case_escalated", Author.PLATFORM, null, Map.of("department", "voirie")));
    }
}
