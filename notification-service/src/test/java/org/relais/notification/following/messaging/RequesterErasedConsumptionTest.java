package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.RequesterErased;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class RequesterErasedConsumptionTest {

    @ReleasedVersionsOf(RequesterErased.class)
    void learnsWhomToTellNothingAnyMore(InboundEvent erased) {
        // When
        var happening = Told.byIntake(erased);

        // Then
        assertThat(happening).isEqualTo(new Happening.Erased(Told.cause("RequesterErased"), REQUESTER));
    }
}
