package org.relais.intake.tracking.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.relais.intake.tracking.messaging.Shown.STATUS;

import java.util.Map;
import org.relais.event.routing.v1.RoutingDeferred;
import org.relais.intake.ReleasedVersionsOf;
import org.relais.intake.tracking.TimelineEntry.Author;
import org.relais.platform.inbox.InboundEvent;

class RoutingDeferredConsumptionTest {

    @ReleasedVersionsOf(RoutingDeferred.class)
    void showsWhyAPersonHasToDecide(InboundEvent deferred) {
        // Given
        var event = (RoutingDeferred) deferred.event();

        // When
        var change = Shown.ofRouting(deferred);

        // Then
        assertThat(change.update())
                .isEqualTo(STATUS.department("")
                        .reason(Shown.why(event.getReason().getConfidence()))
                        .keptPrivate(Shown.keptPrivate(event.getVisibility())));
        // By when isn't told by the first versions.
        assertThat(change.entry())
                .isEqualTo(Shown.entry(
                        "routing_deferred",
                        Author.PLATFORM,
                        null,
                        event.getDecideBy() == null ? Map.of() : Map.of("date", Shown.MOMENT.toString())));
    }
}
