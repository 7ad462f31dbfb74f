package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.MOMENT;
import static org.relais.notification.following.messaging.Told.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.ServiceRequestRouted;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class ServiceRequestRoutedConsumptionTest {

    @ReleasedVersionsOf(ServiceRequestRouted.class)
    void tellsWhoIsResponsibleAndWhyEvenForACauseItDoesNotKnow(InboundEvent routed) {
        // When
        var happening = Told.byRouting(routed);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Routed(
                        Told.cause("ServiceRequestRouted"),
                        STATUS,
                        "voirie",
                        Happening.RoutingCause.RULE,
                        Map.of("fr", "é text"),
                        MOMENT));
    }
}
