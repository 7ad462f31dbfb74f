package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.ProgressReported;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class ProgressReportedConsumptionTest {

    @ReleasedVersionsOf(ProgressReported.class)
    void tellsTheDepartmentsWords(InboundEvent reported) {
        // When
        var happening = Told.byRouting(reported);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Progressed(Told.cause("ProgressReported"), STATUS, "voirie", "é message"));
    }
}
