package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseEscalated;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseEscalatedConsumptionTest {

    @ReleasedVersionsOf(CaseEscalated.class)
    void learnsTheStatusAlone(InboundEvent escalated) {
        // When
        var happening = Told.byRouting(escalated);

        // Then
        assertThat(happening).isEqualTo(new Happening.StatusChanged(Told.cause("CaseEscalated"), STATUS));
    }
}
