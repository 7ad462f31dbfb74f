package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.DetailsAdded;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class DetailsAddedConsumptionTest {

    @ReleasedVersionsOf(DetailsAdded.class)
    void takesNoneOfTheWordsOver(InboundEvent added) {
        // When
        var happening = Told.byIntake(added);

        // Then
        assertThat(happening).isEqualTo(new Happening.ActedOn(Told.cause("DetailsAdded"), REQUESTER));
    }
}
