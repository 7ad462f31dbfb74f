package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseWithdrawn;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseWithdrawnConsumptionTest {

    @ReleasedVersionsOf(CaseWithdrawn.class)
    void learnsThatItIsOver(InboundEvent withdrawn) {
        // When
        var happening = Told.byRouting(withdrawn);

        // Then
        assertThat(happening).isEqualTo(new Happening.Withdrawn(Told.cause("CaseWithdrawn"), STATUS));
    }
}
