package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.ResponsibilityDeclined;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class ResponsibilityDeclinedConsumptionTest {

    @ReleasedVersionsOf(ResponsibilityDeclined.class)
    void learnsWhoDeclinedAndWhy(InboundEvent declined) {
        // When
        var happening = Told.byRouting(declined);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Declined(Told.cause("ResponsibilityDeclined"), STATUS, "voirie", "é reason"));
    }
}
