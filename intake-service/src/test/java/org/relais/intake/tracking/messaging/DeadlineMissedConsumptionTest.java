package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class DeadlineMissedConsumptionTest {

    @ReleasedVersionsOf(DeadlineMissed.class)
    void showsWhichDateWasMissedAndKeepsTheOneExpected(InboundEvent missed) {
        // When
        var change = Shown.ofRouting(missed);

        // Then
        assertThat(change.update()).isEqualTo(STATUS);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "deadline_missed",
                        Author.PLATFORM,
                        null,
                        Map.of("department", "voirie", "date", "2026-11-23T15:00:00Z")));
    }
}
