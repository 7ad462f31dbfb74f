package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CitizenActionRefused;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CitizenActionRefusedConsumptionTest {

    @ReleasedVersionsOf(CitizenActionRefused.class)
    void tellsWhichActionHadNoEffectAndWhy(InboundEvent refused) {
        // When
        var happening = Told.byRouting(refused);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.ActionRefused(
                        Told.cause("CitizenActionRefused"), STATUS, "é refusedEventId", "é refusedType", "é reason"));
    }
}
