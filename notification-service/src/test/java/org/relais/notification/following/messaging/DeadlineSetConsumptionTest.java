package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.MOMENT;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.DeadlineSet;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class DeadlineSetConsumptionTest {

    @ReleasedVersionsOf(DeadlineSet.class)
    void learnsTheDate(InboundEvent set) {
        // When
        var happening = Told.byRouting(set);

        // Then
        assertThat(happening).isEqualTo(new Happening.DeadlineSet(Told.cause("DeadlineSet"), STATUS, MOMENT));
    }
}
