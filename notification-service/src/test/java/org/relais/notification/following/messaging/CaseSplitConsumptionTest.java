package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseSplit;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseSplitConsumptionTest {

    @ReleasedVersionsOf(CaseSplit.class)
    void learnsThatSeveralDepartmentsShareIt(InboundEvent split) {
        // When
        var happening = Told.byRouting(split);

        // Then
        assertThat(happening).isEqualTo(new Happening.Split(Told.cause("CaseSplit"), STATUS));
    }
}
