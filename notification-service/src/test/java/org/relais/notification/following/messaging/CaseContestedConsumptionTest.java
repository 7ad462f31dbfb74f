package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseContested;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseContestedConsumptionTest {

    @ReleasedVersionsOf(CaseContested.class)
    void learnsWhoIsToLookAgain(InboundEvent contested) {
        // When
        var happening = Told.byRouting(contested);

        // Then
        assertThat(happening).isEqualTo(new Happening.Contested(Told.cause("CaseContested"), STATUS, "voirie"));
    }
}
