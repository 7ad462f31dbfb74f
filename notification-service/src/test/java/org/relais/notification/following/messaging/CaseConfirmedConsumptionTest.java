package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseConfirmed;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseConfirmedConsumptionTest {

    @ReleasedVersionsOf(CaseConfirmed.class)
    void learnsTheStatusAlone(InboundEvent confirmed) {
        // When
        var happening = Told.byRouting(confirmed);

        // Then
        assertThat(happening).isEqualTo(new Happening.StatusChanged(Told.cause("CaseConfirmed"), STATUS));
    }
}
