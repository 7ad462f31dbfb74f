package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.ResponsibilityDeclined;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class ResponsibilityDeclinedConsumptionTest {

    @ReleasedVersionsOf(ResponsibilityDeclined.class)
    void showsWhoDeclinedWithoutChangingWhoIsResponsible(InboundEvent declined) {
        // When
        var change = Shown.ofRouting(declined);

        // Then
        assertThat(change.update()).isEqualTo(STATUS);
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "responsibility_declined", Author.DEPARTMENT, "é reason", Map.of("department", "voirie")));
    }
}
