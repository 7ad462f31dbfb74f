package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseAcknowledged;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseAcknowledgedConsumptionTest {

    @ReleasedVersionsOf(CaseAcknowledged.class)
    void tellsTheDepartmentsWords(InboundEvent acknowledged) {
        // When
        var happening = Told.byRouting(acknowledged);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Acknowledged(Told.cause("CaseAcknowledged"), STATUS, "voirie", "é message"));
    }
}
