package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.RequestWithdrawn;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class RequestWithdrawnConsumptionTest {

    @ReleasedVersionsOf(RequestWithdrawn.class)
    void awaitsWhatRoutingMakesOfIt(InboundEvent withdrawn) {
        // When
        var happening = Told.byIntake(withdrawn);

        // Then
        assertThat(happening).isEqualTo(new Happening.ActedOn(Told.cause("RequestWithdrawn"), REQUESTER));
    }
}
