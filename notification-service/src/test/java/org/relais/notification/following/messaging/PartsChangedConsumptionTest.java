package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.PartsChanged;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class PartsChangedConsumptionTest {

    @ReleasedVersionsOf(PartsChanged.class)
    void learnsWhenTheLastPartIsExpectedAndThatNoneWaitsForAnAnswer(InboundEvent changed) {
        // When
        var happening = Told.byRouting(changed);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.PartsChanged(Told.cause("PartsChanged"), STATUS, Told.MOMENT, false));
    }
}
