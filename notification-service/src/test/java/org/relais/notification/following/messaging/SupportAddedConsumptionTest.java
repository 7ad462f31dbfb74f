package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.SupportAdded;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class SupportAddedConsumptionTest {

    @ReleasedVersionsOf(SupportAdded.class)
    void learnsOfOneMorePersonToTell(InboundEvent added) {
        // When
        var happening = Told.byIntake(added);

        // Then
        assertThat(happening).isEqualTo(new Happening.Joined(Told.cause("SupportAdded"), REQUESTER, "fr", true));
    }
}
