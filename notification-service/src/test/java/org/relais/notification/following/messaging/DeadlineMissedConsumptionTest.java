package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.DeadlineMissed;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class DeadlineMissedConsumptionTest {

    @ReleasedVersionsOf(DeadlineMissed.class)
    void learnsTheStatusAlone(InboundEvent missed) {
        // When
        var happening = Told.byRouting(missed);

        // Then
        assertThat(happening).isEqualTo(new Happening.StatusChanged(Told.cause("DeadlineMissed"), STATUS));
    }
}
