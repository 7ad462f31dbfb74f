package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import org.relais.event.routing.v1.CaseReopened;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseReopenedConsumptionTest {

    @ReleasedVersionsOf(CaseReopened.class)
    void tellsWhoLooksAgainAndTheirWords(InboundEvent reopened) {
        // When
        var happening = Told.byRouting(reopened);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Reopened(Told.cause("CaseReopened"), STATUS, "voirie", "é reason"));
    }
}
