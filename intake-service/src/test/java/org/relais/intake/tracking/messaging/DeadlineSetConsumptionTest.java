package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.MOMENT;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.DeadlineSet;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class DeadlineSetConsumptionTest {

    @ReleasedVersionsOf(DeadlineSet.class)
    void showsTheDate(InboundEvent set) {
        // When
        var change = Shown.ofRouting(set);

        // Then
        assertThat(change.update()).isEqualTo(STATUS.expectedAt(MOMENT));
        assertThat(change.entry())
                .isEqualTo(Shown.entry("deadline_set", Author.PLATFORM, null, Map.of("date", "2026-11-23T15:00:00Z")));
    }
}
