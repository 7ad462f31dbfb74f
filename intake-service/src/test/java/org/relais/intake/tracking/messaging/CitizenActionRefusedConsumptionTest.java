package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class CitizenActionRefusedConsumptionTest {

    @ReleasedVersionsOf(CitizenActionRefused.class)
    void showsWhyAnActionHadNoEffect(InboundEvent refused) {
        // When
        var change = Shown.ofRouting(refused);

        // Then
        assertThat(change.update()).isEqualTo(STATUS);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "citizen_action_refused",
                        Author.PLATFORM,
                        null,
                        Map.of("reason", "é reason", "refused", "é refusedEventId")));
    }
}
