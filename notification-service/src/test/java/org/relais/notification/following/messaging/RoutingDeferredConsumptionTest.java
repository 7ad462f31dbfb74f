package org.relais.notification.following.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.notification.following.messaging.Told.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.notification.ReleasedVersionsOf;
import org.relais.notification.planning.Happening;
import org.relais.platform.inbox.InboundEvent;

class RoutingDeferredConsumptionTest {

    @ReleasedVersionsOf(RoutingDeferred.class)
    void tellsWhyAPersonHasToDecide(InboundEvent deferred) {
        // Given
        var event = (RoutingDeferred) deferred.event();

        // When
        var happening = Told.byRouting(deferred);

        // Then
        assertThat(happening)
                .isEqualTo(new Happening.Deferred(
                        Told.cause("RoutingDeferred"), STATUS, Map.of("fr", "é text"), false, event.getDecideBy()));
    }
}
