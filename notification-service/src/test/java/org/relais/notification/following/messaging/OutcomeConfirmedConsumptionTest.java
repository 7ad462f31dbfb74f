package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.OutcomeConfirmed;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class OutcomeConfirmedConsumptionTest {

    @ReleasedVersionsOf(OutcomeConfirmed.class)
    void takesNeitherSatisfactionNorCommentOver(InboundEvent confirmed) {
        // When
        var happening = Told.byIntake(confirmed);

        // Then
        assertThat(happening).isEqualTo(new Happening.ActedOn(Told.cause("OutcomeConfirmed"), REQUESTER));
    }
}
