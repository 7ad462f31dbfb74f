package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.MOMENT;
import static org.relais.notification.following.messaging.Told.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.CaseTransferred;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class CaseTransferredConsumptionTest {

    @ReleasedVersionsOf(CaseTransferred.class)
    void tellsFromWhomToWhomAndWhy(InboundEvent transferred) {
        // When
        var happening = Told.byRouting(transferred);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Transferred(
                        Told.cause("CaseTransferred"),
                        STATUS,
                        "é fromDepartment",
                        "voirie",
                        Map.of("fr", "é text"),
                        "é message",
                        MOMENT));
    }
}
