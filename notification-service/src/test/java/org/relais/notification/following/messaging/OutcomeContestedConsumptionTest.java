package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.REQUESTER;

import org.relais.event.servicerequest.v1.OutcomeContested;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class OutcomeContestedConsumptionTest {

    @ReleasedVersionsOf(OutcomeContested.class)
    void takesNoneOfTheWordsOver(InboundEvent contested) {
        // When
        var happening = Told.byIntake(contested);

        // Then
        assertThat(happening).isEqualTo(new Happening.ActedOn(Told.cause("OutcomeContested"), REQUESTER));
    }
}
