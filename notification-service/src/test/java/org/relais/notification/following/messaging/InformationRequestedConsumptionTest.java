package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.InformationRequested;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class InformationRequestedConsumptionTest {

    @ReleasedVersionsOf(InformationRequested.class)
    void tellsTheQuestion(InboundEvent requested) {
        // When
        var happening = Told.byRouting(requested);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Asked(
                        Told.cause("InformationRequested"), STATUS, "voirie", "é questionId", "é question"));
    }
}
